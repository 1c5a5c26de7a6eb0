"""By the keyboard and by what is spoken alone: every stop has a name, and nothing is told by its place or its color."""

import re
from itertools import pairwise

from playwright.sync_api import Page, expect

from journey_steps import PLACE, expect_paths

MOST_PRESSES = 250
SPOKEN = re.compile(r'^- \'?(\w+)( "(?:[^"\\]|\\.)+"|: \S)')  # a role with a name, as a screen reader says it


def tab_until(page: Page, role: str, name: str | re.Pattern[str]) -> str:
    """Presses Tab until what has this role and name is reached. Every stop on the way must say what it is."""
    wanted = page.get_by_role(role, name=name, exact=isinstance(name, str)).first
    for _ in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.count():
            continue
        spoken = focused.aria_snapshot()
        is_main = focused.evaluate("each => each.id === 'main'")
        assert is_main or SPOKEN.match(spoken), f"a stop without a name: {spoken}"
        if wanted.evaluate("each => each === document.activeElement"):
            return spoken
    raise AssertionError(f"no {role} named {name} is reached by the keyboard")


def headings(page: Page) -> list[int]:
    return page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(each => Number(each.tagName[1]))")


def is_in_order(levels: list[int]) -> bool:
    """One first heading, and no level left out on the way down: how a person jumps through a page they cannot see."""
    return levels.count(1) == 1 and all(later - before <= 1 for before, later in pairwise(levels))


def test_a_blind_person_finds_a_path_reads_it_and_has_the_number_to_call(visit):
    page = visit("/", width=1280)

    tab_until(page, "textbox", "ZIP code or town")
    page.keyboard.type(PLACE)
    tab_until(page, "checkbox", "Medicaid")
    page.keyboard.press("Space")
    tab_until(page, "button", "Show my paths")
    page.keyboard.press("Enter")
    expect_paths(page)
    first = page.locator("main article h3 button").first.inner_text()
    paths_in_order = is_in_order(headings(page))
    tab_until(page, "button", first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=first)).to_be_visible()
    spoken = tab_until(page, "link", re.compile(r"^Call [0-9]{3}-"))

    assert paths_in_order
    assert is_in_order(headings(page))
    assert spoken.startswith('- link "Call ')
    assert page.locator(":focus").get_attribute("href").startswith("tel:+1")
    expect(page.get_by_role("complementary", name="How to reach them")).to_be_visible()


def test_a_blind_person_filters_the_list_and_hears_how_many_places_are_left(visit):
    page = visit("/facilities/list/", width=1280)

    tab_until(page, "textbox", "ZIP code or town")
    page.keyboard.type(PLACE)
    tab_until(page, "button", "Show places")
    page.keyboard.press("Enter")
    before = page.get_by_role("status").inner_text()
    page.get_by_text("How you can pay", exact=True).first.focus()
    page.keyboard.press("Enter")
    option = tab_until(page, "checkbox", re.compile("Medicaid"))
    page.keyboard.press("Space")
    tab_until(page, "button", "Show places")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_have_text(before)

    left = re.search(r"[0-9]+", page.get_by_role("status").inner_text())[0]
    assert re.search(rf"\b{left}\b", option), f"{option} does not say the number of places that are left, {left}"
    assert is_in_order(headings(page))
