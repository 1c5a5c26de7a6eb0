"""Axe and reflow for every page of the facility list, at every look."""

import pytest
from playwright.sync_api import Page

from journey_steps import PLACE, choose_filters, expect_list, follow, list_places, pick
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

REACHED_BY = {"compare": "Compare 2 or 3", "sheet": "Print a sheet", "shared": "Share this list"}


def reach(page: Page, where: str) -> None:
    choices = {"Language": "Yupik", "How you can pay": "Medicaid"} if where == "empty" else {}
    choose_filters(page, PLACE, choices)
    if where in REACHED_BY or where == "too many":
        expect_list(page)
        pick(page, list_places(page).all_inner_texts()[: 4 if where == "too many" else 3])
        follow(page.get_by_role("button", name=REACHED_BY.get(where, "Compare 2 or 3")).first)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("where", ["list", "empty", "too many", *REACHED_BY])
def test_page_of_the_list_has_no_fault_that_axe_knows(visit, where, width):
    page = visit("/facilities/list/", width=width, bypass_csp=True)

    reach(page, where)

    assert faults(page) == []


@pytest.mark.parametrize("where", ["list", "empty", "too many", *REACHED_BY])
def test_page_of_the_list_at_400_percent_never_scrolls_sideways(visit, where):
    page = visit("/facilities/list/", width=320)

    reach(page, where)
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")

    assert is_wider_than_screen(page) is False


def test_sheet_prints_black_on_white_and_breaks_only_between_places(visit):
    page = visit("/facilities/list/", width=1280, scheme="dark")
    reach(page, "sheet")

    page.emulate_media(media="print")

    colors = page.locator(".sheet-place h2, .sheet-place p, .sheet a").evaluate_all(
        "all => [...new Set(all.map(each => getComputedStyle(each).color))]"
    )
    assert colors == ["rgb(0, 0, 0)"]
    assert page.locator("body").evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    breaks = page.locator(".sheet-place").evaluate_all("all => all.map(each => getComputedStyle(each).breakInside)")
    assert breaks == ["avoid"] * 3
    assert page.locator("header nav").is_visible() is False
    assert page.get_by_role("button", name="Print", exact=True).is_visible() is False
