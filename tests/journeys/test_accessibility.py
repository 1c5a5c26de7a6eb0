"""WCAG 2.2 A and AA as far as a program can judge, and what only looking can show: reflow, contrast modes, targets."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from journey_steps import PLACE, answer_questions, expect_paths, first_facility, look_up, near, search
from public_pages import HEALTH, HEALTH_IN_BOTH

PAGES = {
    "home": "/",
    "home in Spanish": "/es/",
    "form": "/paths/",
    "list form": "/facilities/list/",
    "list form in Spanish": "/es/facilities/list/",
    "meetings": "/meetings/",
    "nothing picked": "/facilities/compare/",
    "shared list, not opened": "/facilities/shared/",
    "crisis": "/crisis/",
    "crisis in Spanish": "/es/crisis/",
    "ordering": "/how-results-are-ordered/",
    "leaving": "/leaving/",
    "not ready to stop": "/not-ready-to-stop/",
    "not ready to stop, a state": "/es/not-ready-to-stop/in/pa/",
    "five questions": "/help-me-choose/",
    "browse": "/facilities/",
    "search box": "/facilities/search/",
    "state": "/facilities/in/il/",
    "town": "/facilities/in/il/chicago/",
    "for professionals": "/for-professionals/",
    "for professionals in Spanish": "/es/for-professionals/",
    "for programmers": "/api/",
    "for programmers in Spanish": "/es/api/",
    "notices": "/notices/",
    "a notice in Spanish": "/es/notices/patient-notice/",
    "not found": "/no-such-page/",
    "health page not found, in Spanish": "/es/heroin/no-such-page/",
    **{f"health page {path}": path for path in HEALTH},
    **{f"health page in Spanish {path}": f"/es{path}" for path in HEALTH_IN_BOTH},
}
ANSWERS = {
    "paths": (PLACE, "Medicaid"),
    "paths with a warning": (PLACE, "Also alcohol every day"),
    "places for alcohol": (PLACE, "Alcohol", "Medicaid"),
    "mistyped place": ("Nowhereville",),
    "places to choose from": ("Springfield",),
}
LOOKED_UP = {
    "name, town and service": ("methodone chicago", "What we found"),
    "nothing": ("xyzzyqwert", "We found nothing"),
    "towns": ("Springfield", "What we found"),
    "empty box": ("", "Search"),
    "sentence": ("my son wants methadone in Chicago and has no insurance", "What we found"),
    "sentence that names nothing": (
        "my neighbor borrowed that purple ladder on Tuesday",
        "We cannot read a whole sentence",
    ),
    "ZIP code": (PLACE, f"Places near {PLACE}"),
    "health pages and places": ("how do I pay for methadone in Chicago", "What we found"),
    "all words of danger": ("he overdosed, had a seizure and wants to die", "What we found"),
}
WIDTHS = [360, 1280]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]}}
ONLY_FAULTS = {
    "resultTypes": ["violations"],
    "preload": False,
}  # half the time of a long page
RULES_OF_COLOR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def faults(page: Page) -> list[str]:
    """In light by every rule, in dark by those of color: nothing else changes there (tests/web/test_dark_look).

    No wide screen changes a color, and letters are smallest on a phone, so dark is judged there; pictures have a
    drawing for each width. Every detail is opened first: what is folded away is read by people too.
    """
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    found = violations(page, RULES)
    if page.viewport_size["width"] > WIDTHS[0] and not page.locator(".picture").count():
        return found
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # else a button is judged half way between both
    in_dark = violations(page, RULES_OF_COLOR)
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return found + [f"in dark: {fault}" for fault in in_dark]


def violations(page: Page, rules: dict[str, object]) -> list[str]:
    found = Axe().run(page, options=rules | ONLY_FAULTS).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_has_no_fault_that_axe_knows(visit, path, width):
    page = visit(path, width=width, bypass_csp=True)

    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("typed", ANSWERS.values(), ids=ANSWERS)
def test_answer_has_no_fault_that_axe_knows(visit, typed, width):
    page = visit("/", width=width, bypass_csp=True)

    search(page, *typed)

    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page_of_a_place", ["answered/", "problem/"])
def test_telling_us_of_a_place_has_no_fault_that_axe_knows(visit, place_address, page_of_a_place, width):
    page = visit(f"{place_address}{page_of_a_place}", width=width, bypass_csp=True)

    assert faults(page) == []


@pytest.mark.parametrize("page_of_a_place", ["answered/", "problem/"])
def test_telling_us_of_a_place_at_400_percent_never_scrolls_sideways(visit, place_address, page_of_a_place):
    page = visit(f"{place_address}{page_of_a_place}", width=320)

    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")

    assert is_wider_than_screen(page) is False


@pytest.mark.parametrize("width", WIDTHS)
def test_facility_has_no_fault_that_axe_knows(visit, width):
    page = visit("/", width=width, bypass_csp=True)
    search(page, PLACE)

    first_facility(page).click()
    expect(page.get_by_role("button", name="Back to my paths")).to_be_visible()

    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_near_has_no_fault_that_axe_knows(visit, width):
    page = visit("/not-ready-to-stop/", width=width, bypass_csp=True)

    near(page, PLACE)

    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_what_we_understood_has_no_fault_that_axe_knows(visit, width):
    page = visit("/help-me-choose/", width=width, bypass_csp=True)

    answer_questions(page, PLACE, "Alcohol every day", "Not ready to stop now", "Just out of a hospital")

    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("typed", "heading"), LOOKED_UP.values(), ids=LOOKED_UP)
def test_what_was_looked_up_has_no_fault_that_axe_knows(visit, typed, heading, width):
    page = visit("/facilities/", width=width, bypass_csp=True)

    look_up(page, typed, heading)

    assert faults(page) == []
    assert is_wider_than_screen(page) is False


def is_wider_than_screen(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_at_400_percent_never_scrolls_sideways(visit, path):
    page = visit(path, width=320)

    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")

    assert is_wider_than_screen(page) is False


def test_answers_at_400_percent_never_scroll_sideways(visit):
    page = visit("/", width=320)

    search(page, PLACE, "Also alcohol every day")
    expect_paths(page)
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    wide = [is_wider_than_screen(page)]
    first_facility(page).click()
    expect(page.get_by_role("button", name="Back to my paths")).to_be_visible()
    wide.append(is_wider_than_screen(page))

    assert wide == [False, False]


def test_text_at_twice_the_size_is_never_cut_off(visit):
    page = visit("/", width=640)

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert is_wider_than_screen(page) is False


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_in_forced_colors_keeps_its_buttons_and_fields_outlined(visit, path):
    page = visit(path, forced_colors="active")

    unmarked = page.locator("main button, main input:not([type=hidden]), main select, main a.button").evaluate_all(
        """all => all.filter(each => each.getClientRects().length && !each.matches("button.link")).filter(each => {
             const style = getComputedStyle(each);
             const isNative = style.appearance !== "none" && each.matches("input, select, button");
             return !isNative && parseFloat(style.borderTopWidth) === 0 && style.textDecorationLine === "none";
           }).map(each => each.outerHTML.slice(0, 120))"""
    )

    assert unmarked == []


@pytest.mark.parametrize("path", ["/", "/crisis/"])
def test_motion_stands_still_for_who_asks(visit, path):
    page = visit(path, reduced_motion="reduce")

    moving = page.evaluate("document.getAnimations().filter(each => each.playState === 'running').length")

    assert moving == 0
