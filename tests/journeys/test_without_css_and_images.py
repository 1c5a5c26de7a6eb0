"""An old phone, a text browser, a screen reader: the words alone, in the order they are written."""

import re
from urllib.request import Request, urlopen

import pytest

from journey_steps import PLACE, expect_paths, search
from public_pages import HEALTH

PAGES = [
    "/",
    "/es/",
    "/crisis/",
    "/facilities/list/",
    "/how-results-are-ordered/",
    "/leaving/",
    "/no-such-page/",
    *HEALTH,
]


def bare(visit, path, **options):
    """No style sheet, no image, no script arrives."""
    page = visit("about:blank", has_script=False, **options)
    page.route("**/static/**", lambda route: route.abort())
    page.goto(path)
    return page


def order_of(text: str, *words: str) -> list[int]:
    return [text.find(word) for word in words]


@pytest.mark.parametrize("path", PAGES)
def test_way_out_and_crisis_lines_are_read_before_all_else(visit, path):
    page = bare(visit, path)

    text = page.locator("body").inner_text()
    places = order_of(text, page.locator("a").first.inner_text(), "911", "988", page.locator("h1").inner_text())

    assert places == sorted(places)
    assert places[0] == 0


def test_path_is_read_in_its_own_order(visit):
    page = bare(visit, "/")

    search(page, PLACE, "Medicaid")
    expect_paths(page)

    text = page.locator("main article").first.inner_text()
    places = order_of(text, "First", "Call", "Naloxone" if "Naloxone" in text else "naloxone", "What to ask")
    assert places == sorted(places)
    assert -1 not in places


def test_form_is_complete_where_nothing_but_words_arrives(visit):
    page = bare(visit, "/")

    labels = page.locator("label").all_text_contents()
    named = page.locator("input:not([type=hidden]), select").evaluate_all("all => all.map(each => each.labels.length)")

    assert all(label.strip() for label in labels)
    assert set(named) == {1}


def test_images_are_named_or_hidden(visit):
    page = bare(visit, "/")
    search(page, PLACE)
    expect_paths(page)

    unnamed = page.locator("img:not([alt]), svg:not([aria-hidden=true]):not([role=img])").count()

    assert unnamed == 0


@pytest.mark.parametrize("path", ["/", "/crisis/"])
def test_browser_of_2010_gets_the_page(server, path):
    """It sends no header of this decade and takes no compression."""
    request = Request(server.address + path, headers={"User-Agent": "Nokia6300/2.0"})

    with urlopen(request, timeout=10) as answer:
        html = answer.read().decode()

    assert answer.headers.get("Content-Encoding") is None
    assert re.search(r"<h1[ >]", html)
    assert 'href="tel:911"' in html
