"""Every journey refuses other origins by itself; here each page is visited for that alone, and its links are read."""

import pytest
from playwright.sync_api import expect

from journey_steps import PLACE, expect_paths, first_facility, look_up, search
from public_pages import HEALTH

PAGES = ["/", "/es/", "/paths/", "/crisis/", "/es/crisis/", "/how-results-are-ordered/", "/leaving/", "/no-such-page/"]
PAGES += ["/heroin/no-such-page/", *HEALTH]
RUN = "script:not([type='application/ld+json'])"  # that one is data for search engines and stands in the page
LOADS = f"link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], {RUN}, img, iframe, source, object, embed, video"


@pytest.mark.asvs("V14.2.3")
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_asks_only_our_own_origin(visit, server, path, scheme):
    page = visit("about:blank", scheme=scheme)
    asked = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))

    page.goto(path, wait_until="networkidle")

    assert asked == {server.address.removeprefix("http://")}
    loaded = page.locator(LOADS).evaluate_all("all => all.map(each => each.src || each.href || each.data || '')")
    assert [url for url in loaded if not url.startswith(f"{server.address}/static/")] == []


def test_results_and_a_facility_ask_only_our_own_origin(visit, server):
    page = visit("/")
    asked = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))

    search(page, PLACE)
    expect_paths(page)
    first_facility(page).click()
    expect(page.get_by_role("button", name="Back to my paths")).to_be_visible()

    assert asked == {server.address.removeprefix("http://")}


def test_search_and_an_answer_ask_only_our_own_origin(visit, server):
    page = visit("/heroin/")
    asked = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))

    look_up(page, "overdose, how do I use naloxone")
    page.get_by_role("button", name="How do I use naloxone?").click()
    expect(page.get_by_role("button", name="Back to my search")).to_be_visible()

    assert asked == {server.address.removeprefix("http://")}


@pytest.mark.asvs("V3.4.5")
@pytest.mark.parametrize("path", PAGES)
def test_links_to_elsewhere_tell_nothing_of_where_one_comes_from(visit, server, path):
    page = visit(path)

    elsewhere = page.locator("a[href^=http]").evaluate_all("all => all.map(link => [link.href, link.rel])")

    telling = [href for href, rel in elsewhere if not href.startswith(server.address) and "noreferrer" not in rel]
    assert telling == []
    assert server.exit_url in [href for href, _ in elsewhere]
