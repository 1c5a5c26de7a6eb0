"""One bar of signal: how much comes over the line at the first view of each page."""

import pytest
from playwright.sync_api import Page, Request, expect

from journey_steps import PLACE, expect_paths, first_facility, look_up, search
from public_pages import CRISIS as CRISIS_PAGE
from public_pages import HEALTH, READING

KIB = 1024
FIRST_VIEW, SCRIPT, CRISIS = 60 * KIB, 25 * KIB, 14 * KIB
MOST_REQUESTS = 8  # the page, a style sheet, the icon and scripts that wait until the words stand there
PAGES = [path for path in dict.fromkeys(["/es/", *READING, *HEALTH, "/es/heroin/detox/"]) if path != CRISIS_PAGE]


class Line:
    """Counts what came over it, compressed, headers included.

    A request is only noted when it ends, and asked for its size when somebody wants to know: a question
    asked inside the event may still be waiting for its answer when the page is long there.
    """

    def __init__(self, page: Page) -> None:
        self.finished: list[Request] = []
        page.on("requestfinished", lambda request: self.finished.append(request))

    @property
    def bytes(self) -> dict[str, int]:
        came: dict[str, int] = {}
        for request in self.finished:
            came[request.url] = came.get(request.url, 0) + size(request)
        return came

    @property
    def total(self) -> int:
        return sum(self.bytes.values())

    @property
    def scripts(self) -> int:
        return sum(size(request) for request in self.finished if request.resource_type == "script")

    @property
    def requests(self) -> int:
        return len(self.finished)


def size(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


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


@pytest.mark.parametrize("typed", ["methadone", "overdose, how do I pay for methadone in Chicago"])
def test_what_was_looked_up_is_small_even_where_nothing_was_kept(visit, typed):
    page = visit("/facilities/search/")
    line = Line(page)

    look_up(page, typed)
    page.wait_for_load_state("networkidle")

    assert 1000 < line.total <= FIRST_VIEW, line.bytes


def test_files_are_fetched_once_and_kept(visit):
    page = visit("/")
    line = Line(page)

    page.goto("/leaving/", wait_until="networkidle")

    assert all("/static/" not in url or came < 2 * KIB for url, came in line.bytes.items()), line.bytes
