"""What looks may change. Dark: colors alone, so the rest is judged in light. A wide screen: anything but colors."""

import re
from pathlib import Path

import pytest

from handrail import web

STYLES = sorted((Path(web.__file__).parent / "static" / "web").glob("*.css"))
COLORED = ("color", "background", "background-color", "border-color", "color-scheme")


def changed_by(look: str, file: Path) -> set[str]:
    """The properties that rules for this look set."""
    rules = [rule for block in blocks_for(look, file.read_text()) for rule in re.findall(r"{([^{}]*)}", block)]
    return {name for rule in rules for name in re.findall(r"(?:^|;)\s*([a-z-]+)\s*:", rule)}


def blocks_for(look: str, style: str) -> list[str]:
    """What stands between the braces of each query that names it."""
    found = []
    for query in re.finditer(rf"@media[^{{]*{look}[^{{]*{{", style):
        depth, end = 1, query.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(style[end], 0)
            end += 1
        found.append(style[query.end() : end - 1])
    return found


@pytest.mark.parametrize("file", STYLES, ids=[file.name for file in STYLES])
def test_dark_look_changes_nothing_but_colors(file):
    changed = changed_by("prefers-color-scheme: dark", file)

    assert changed
    assert {name for name in changed if not name.startswith("--") and name not in COLORED} == set()


@pytest.mark.parametrize("file", STYLES, ids=[file.name for file in STYLES])
def test_paper_puts_back_every_color_of_the_dark_look(file):
    dark = {name for name in changed_by("prefers-color-scheme: dark", file) if name.startswith("--")}

    assert dark - changed_by("print", file) == set()


def test_bar_of_the_crisis_page_has_the_same_color_as_on_every_page():
    pages, crisis = (Path(web.__file__).parent / "static" / "web" / name for name in ("handrail.css", "crisis.css"))
    on_screens, _, _ = pages.read_text().partition("@media print")
    bars = re.findall(r"--bar: (#\w+)", on_screens)

    told = re.findall(r"\.crisis { background: (#\w+)", crisis.read_text())

    assert told == bars


def test_no_wide_screen_changes_a_color():
    changed = set.union(*(changed_by("min-width", file) for file in STYLES))

    assert "columns" in changed
    assert {name for name in changed if name.startswith("--") or name in COLORED} == set()
