"""What the dark look may change: colors. So a journey may judge everything else once, in light."""

import re
from pathlib import Path

import pytest

from handrail import web

STYLES = sorted((Path(web.__file__).parent / "static" / "web").glob("*.css"))
COLORED = ("color", "background", "background-color", "border-color", "color-scheme")


def dark_blocks(style: str) -> list[str]:
    """What stands between the braces of each query for the dark look."""
    found = []
    for query in re.finditer(r"@media[^{]*prefers-color-scheme: dark[^{]*{", style):
        depth, end = 1, query.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(style[end], 0)
            end += 1
        found.append(style[query.end() : end - 1])
    return found


@pytest.mark.parametrize("file", STYLES, ids=[file.name for file in STYLES])
def test_dark_look_changes_nothing_but_colors(file):
    blocks = dark_blocks(file.read_text())
    rules = [rule for block in blocks for rule in re.findall(r"{([^{}]*)}", block)]
    changed = {name for rule in rules for name in re.findall(r"(?:^|;)\s*([a-z-]+)\s*:", rule)}

    assert rules
    assert {name for name in changed if not name.startswith("--") and name not in COLORED} == set()
