"""One bar of signal: how much comes over the line at the first view of each page."""

import pytest
from playwright.sync_api import Page, expect

from journey_steps import PLACE, expect_paths, first_facility, search

KIB = 1024
FIRST_VIEW, SCRIPT, CRISIS = 60 * KIB, 25 * KIB, 14 * KIB
MOST_REQUESTS = 6  # the page, a style sheet, scripts and the icon
PAGES = ["/", "/es/", "/paths/", "/how-results-are-ordered/", "/leaving/", "/api/"]


class Line:
    """Counts what came over it, compressed, headers included."""

    def __init__(self, page: Page) -> None:
        self.bytes: dict[str, int] = {}
        self.scripts = self.requests = 0
        page.on("requestfinished", self.count)

    def count(self, request) -> None:
        sizes = request.sizes()
        came = sizes["responseBodySize"] + sizes["responseHeadersSize"]
        self.bytes[request.url] = self.bytes.get(request.url, 0) + came
        self.requests += 1
        if request.resource_type == "script":
            self.scripts += came

    @property
    def total(self) -> int:
        return sum(self.bytes.values())


def first_view(visit, path: str) -> Line:
    page = visit("about:blank")
    line = Line(page)
    page.goto(path, wait_until="networkidle")
    return line


@pytest.mark.parametrize("path", PAGES)
def test_first_view_is_small(visit, path):
    line = first_view(visit, path)

    assert 1000 < line.total <= FIRST_VIEW, line.bytes
    assert line.scripts <= SCRIPT, line.bytes
    assert line.requests <= MOST_REQUESTS, line.bytes


@pytest.mark.parametrize("page_of_a_place", ["answered/", "problem/"])
def test_telling_us_of_a_place_is_small(visit, place_address, page_of_a_place):
    line = first_view(visit, f"{place_address}{page_of_a_place}")

    assert 1000 < line.total <= FIRST_VIEW, line.bytes
    assert line.requests <= MOST_REQUESTS, line.bytes


@pytest.mark.parametrize("path", ["/crisis/", "/es/crisis/"])
def test_crisis_page_is_smallest_and_has_no_script(visit, path):
    line = first_view(visit, path)

    assert 1000 < line.total <= CRISIS, line.bytes
    assert line.scripts == 0


@pytest.mark.parametrize("matters", [(), ("Also alcohol every day",), ("Medicaid", "With my children")])
def test_paths_and_a_facility_are_small_even_where_nothing_was_kept(visit, matters):
    page = visit("/")
    line = Line(page)
    page.context.clear_cookies()

    search(page, PLACE, *matters)
    expect_paths(page)
    page.wait_for_load_state("networkidle")
    paths = line.total
    first_facility(page).click()
    expect(page.get_by_role("button", name="Back to my paths")).to_be_visible()
    page.wait_for_load_state("networkidle")

    assert paths <= FIRST_VIEW, line.bytes
    assert line.total - paths <= FIRST_VIEW, line.bytes


def test_files_are_fetched_once_and_kept(visit):
    page = visit("/")
    line = Line(page)

    page.goto("/leaving/", wait_until="networkidle")

    assert all("/static/" not in url or came < 2 * KIB for url, came in line.bytes.items()), line.bytes
