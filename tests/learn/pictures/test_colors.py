"""Every color can be told from what it lies on, in light, in dark and on paper (WCAG 1.4.3 and 1.4.11)."""

import re

import pytest

from handrail.learn.pictures.drawing import PLAIN
from handrail.learn.pictures.gallery import PICTURES, picture_svg

TEXT, LINE = 4.5, 3.0
WORDS = {"": "ink-soft", "name": "ink", "say": "ink", "number-word": "ink", "with-word": "rail"}
# What each line or filled shape is told by, and on what it may lie.
SHAPES = {
    "without": ("ink", ["card", "water", "rail-wash", "dawn-wash"]),
    "with": ("rail", ["card", "water", "rail-wash"]),
    "level": ("ink", ["card", "dawn-wash"]),
    "interval": ("ink", ["card", "water"]),
    "base": ("edge", ["card"]),
    "cup": ("ink-soft", ["card"]),
    "bar-with": ("rail", ["card"]),
    "bar-without": ("ink", ["card"]),
    "full": ("ink", ["card"]),
    "full-with": ("rail", ["card"]),
}
BACKGROUNDS = {
    "band": "water",
    "calm": "rail-wash",
    "risk": "dawn-wash",
    "grid": "line",
}  # no meaning lies in them alone


@pytest.fixture(scope="module")
def stylesheet(checkout):
    return (checkout / "src/handrail/web/static/web/handrail.css").read_text("utf-8")


def tokens(stylesheet: str, theme: str) -> dict[str, str]:
    """The colors of a theme; what dark and paper do not name, they take from light."""
    light, dark, paper = re.findall(r":root \{([^}]*)\}", stylesheet)
    chosen = {"light": light, "dark": light + dark, "paper": light + paper}[theme]
    found = {name: value.lstrip("#") for name, value in re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", chosen)}
    return {name: value if len(value) == 6 else "".join(2 * digit for digit in value) for name, value in found.items()}


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
def test_words_can_be_read(stylesheet, theme):
    colors = tokens(stylesheet, theme)

    lowest = {kind: contrast(colors[token], colors["card"]) for kind, token in WORDS.items()}
    on_the_gap = contrast(colors["ink"], colors["dawn-wash"])

    assert {kind: ratio for kind, ratio in lowest.items() if ratio < TEXT} == {}
    assert on_the_gap >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
def test_lines_and_bars_can_be_seen_on_what_they_lie_on(stylesheet, theme):
    colors = tokens(stylesheet, theme)

    ratios = {
        (kind, under): contrast(colors[token], colors[under]) for kind, (token, on) in SHAPES.items() for under in on
    }

    assert {pair: ratio for pair, ratio in ratios.items() if ratio < LINE} == {}


def test_every_class_drawn_is_judged_here():
    drawn = {kind for name in PICTURES for kind in re.findall(r' class="([^"]+)"', picture_svg(name, "en"))}

    kinds = {kind for told in drawn for kind in told.split()} - {"picture", "narrow", "wide"}

    assert kinds == {*WORDS, *SHAPES, *BACKGROUNDS} - {""}
    assert set(PLAIN) == {*SHAPES, *BACKGROUNDS}


def test_stylesheet_gives_each_class_the_color_that_is_judged(stylesheet):
    rules = dict(re.findall(r"(\.picture[^{}]*?)\s*\{([^}]*)\}", stylesheet.partition("forced-colors")[0]))
    given = {
        kind: set(re.findall(r"(?:fill|stroke): var\(--([\w-]+)\)", body))
        for selectors, body in rules.items()
        for kind in re.findall(r"\.picture(?:\.wide)? \.([\w-]+)", selectors)
        if "var(--" in body
    }

    expected = {
        **{kind: {token} for kind, token in WORDS.items() if kind},
        **{kind: {token} for kind, (token, _) in SHAPES.items()},
    }
    expected |= {kind: {token} for kind, token in BACKGROUNDS.items()}
    expected["bar-without"] = {"water", "ink"}
    for kind in ("name", "number-word"):
        given[kind] -= {"serif"}
    assert given == expected
