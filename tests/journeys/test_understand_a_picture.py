"""A person who would rather look than read: every picture can be read on a phone and on a page, in every look."""

from collections.abc import Iterator
from html import escape
from itertools import combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from handrail.learn.pictures.gallery import PICTURES, picture_heading, picture_svg, picture_table, picture_text

LANGUAGES = ("en", "es")
EACH = [(name, language, width) for name in PICTURES for language in LANGUAGES for width in (360, 1280)]
SMALLEST = 12.9  # px as shown: what a phone's own small print has
# Every mark as the browser laid it out, in the units of the drawing; of a line, points along it. And each word's size.
MARKS = """svg => [...svg.querySelectorAll('text, rect, path')].map(mark => {
    const {x, y, width, height} = mark.getBBox();
    const length = mark.tagName === 'path' ? mark.getTotalLength() : 0;
    const along = Array.from({length: Math.ceil(length / 2)}, (_, at) => mark.getPointAtLength(at * 2));
    const zoom = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return {
        tag: mark.tagName, kind: mark.getAttribute('class') || '', said: mark.textContent,
        left: x, top: y, right: x + width, bottom: y + height,
        along: along.map(point => [point.x, point.y]), size: parseFloat(getComputedStyle(mark).fontSize) * zoom,
    };
})"""
LETTERS = 2.5  # the box of a text is this much taller than its letters, above and below
BEHIND_WORDS = {"risk", "calm", "band"}  # washes of color that words may lie on


@pytest.fixture(scope="module")
def stylesheet(checkout) -> str:
    return (checkout / "src/handrail/web/static/web/handrail.css").read_text("utf-8")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def show(page: Page, stylesheet: str, name: str, language: str, width: int = 360, **look: str) -> None:
    """The picture as a page shows it: in a card, the sentence over it, the table and the words below."""
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(**look)
    caption, head, rows = picture_table(name, language)
    heads = "".join(f"<th scope=col>{escape(each)}</th>" for each in head)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    page.set_content(
        f"<!doctype html><html lang={language}><title>Handrail</title><style>{stylesheet}</style><main class=wrap>"
        "<h1>Handrail</h1><div class=measure><section class='card stack tight'>"
        f"<h2>{escape(picture_heading(name, language))}</h2>"
        f"<figure class=pictured>{picture_svg(name, language)}</figure><details open><summary>.</summary>"
        f"<table class=folding><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>{lines}</table>"
        f"<p>{escape(picture_text(name, language))}</p></details></section></div></main></html>"
    )


def shown(page: Page):
    return page.locator("svg.picture:visible")


@pytest.mark.parametrize(("name", "language", "width"), EACH)
def test_every_word_can_be_read(page, stylesheet, name, language, width):
    """None overlaps another, a line or a bar; none is small; nothing leaves the drawing, and one drawing is shown."""
    show(page, stylesheet, name, language, width)

    marks = shown(page).evaluate(MARKS)

    words = [mark for mark in marks if mark["tag"] == "text"]
    others = [mark for mark in marks if mark["tag"] != "text" and mark["kind"] not in BEHIND_WORDS]
    *_, right, bottom = map(float, shown(page).get_attribute("viewBox").split())
    assert [(one["said"], other["said"]) for one, other in combinations(words, 2) if meet(one, other)] == []
    assert [(word["said"], other["kind"]) for word in words for other in others if crossed(word, other)] == []
    assert [mark["said"] or mark["kind"] for mark in marks if not within(mark, right, bottom)] == []
    assert min(word["size"] for word in words) >= SMALLEST
    assert (shown(page).count(), page.evaluate("document.documentElement.scrollWidth")) == (1, width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PICTURES)
def test_program_that_judges_accessibility_finds_no_fault(page, stylesheet, name, width, scheme):
    show(page, stylesheet, name, "en", width, color_scheme=scheme)

    found = Axe().run(
        page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
    )

    assert [fault["id"] for fault in found.response["violations"]] == []


@pytest.mark.parametrize("name", PICTURES)
def test_screen_reader_is_told_the_sentence_and_the_words(page, stylesheet, name):
    for width in (360, 1280):
        show(page, stylesheet, name, "es", width)

        tree = page.locator("figure").aria_snapshot()

        assert f'img "{picture_heading(name, "es")}"' in tree
        assert shown(page).get_attribute("aria-describedby") == page.locator("desc").get_attribute("id")


@pytest.mark.parametrize("name", PICTURES)
def test_forced_colors_replace_every_color_of_ours(page, stylesheet, name):
    show(page, stylesheet, name, "en", forced_colors="active", color_scheme="dark")

    used = shown(page).evaluate(
        """svg => [...new Set([...svg.querySelectorAll('text, rect, path')].flatMap(mark => {
            const style = getComputedStyle(mark);
            return [style.fill, style.stroke];
        }))]"""
    )
    system = page.evaluate(
        """() => ['CanvasText', 'LinkText', 'GrayText'].map(name => {
            const probe = document.body.appendChild(document.createElement('i'));
            probe.style.color = name;
            return getComputedStyle(probe).color;
        })"""
    )

    assert set(used) - {"none"} <= set(system)


def meet(one: dict, other: dict) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0 and down > LETTERS


def crossed(word: dict, other: dict) -> bool:
    """Whether a bar lies under the letters, or a line runs through them."""
    if other["tag"] == "rect":
        return meet(word, other)
    return any(
        word["left"] < x < word["right"] and word["top"] + LETTERS < y < word["bottom"] - LETTERS
        for x, y in other["along"]
    )


def within(mark: dict, right: float, bottom: float) -> bool:
    return min(mark["left"], mark["top"]) >= 3 and mark["right"] <= right - 3 and mark["bottom"] <= bottom - 3
