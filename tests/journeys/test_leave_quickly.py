"""Somebody comes into the room."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from journey_steps import PLACE, expect_paths, first_facility, search

PAGES = [
    "/",
    "/es/",
    "/crisis/",
    "/es/crisis/",
    "/paths/",
    "/facilities/list/",
    "/how-results-are-ordered/",
    "/leaving/",
    "/no-such-page/",
]
LEFT = "Sunny"


def leave_link(page: Page):
    return page.get_by_role("link", name="Leave this page", exact=True)


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("path", PAGES)
def test_exit_is_the_first_thing_the_keyboard_reaches_and_leaves(visit, server, path, has_script):
    page = visit(path, has_script=has_script)

    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == server.exit_url
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=LEFT)).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_exit_is_visible_without_scrolling(visit, width):
    page = visit("/", width=width)

    box = leave_link(page).bounding_box()

    assert (box["x"] >= 0, box["x"] + box["width"] <= width, 0 <= box["y"] < 200) == (True, True, True)


def test_shift_three_times_leaves(visit):
    page = visit("/")
    search(page, PLACE)
    expect_paths(page)

    for _ in range(3):
        page.keyboard.press("Shift")

    expect(page.get_by_role("heading", name=LEFT)).to_be_visible()


def test_shift_used_to_write_capitals_leaves_nothing(visit):
    page = visit("/")
    field = page.get_by_label("ZIP code or town")

    field.press_sequentially("NYC")
    for letter in "abc":
        page.keyboard.press("Shift")
        page.keyboard.press(letter)

    expect(page.get_by_label("ZIP code or town")).to_be_visible()


@pytest.mark.parametrize(
    ("leaving", "has_script"),
    [("link", True), ("shift", True), ("facility", True), ("link", False), ("facility", False)],
)
def test_back_after_leaving_never_shows_results(visit, leaving, has_script):
    page = visit("/", has_script=has_script)
    search(page, PLACE, "Pregnant")
    expect_paths(page)
    name = first_facility(page).inner_text()
    if leaving == "facility":
        first_facility(page).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)

    if leaving == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        leave_link(page).click()
    expect(page.get_by_role("heading", name=LEFT)).to_be_visible()

    for _ in range(3):
        go_back(page)
        assert shows(page, name) is False


@pytest.mark.parametrize("has_script", [True, False])
def test_back_through_another_page_never_shows_results_after_leaving(visit, has_script):
    """A browser may hold whole pages in memory, also those it was told not to store."""
    page = visit("/", has_script=has_script)
    search(page, PLACE, "Pregnant")
    expect_paths(page)
    name = first_facility(page).inner_text()
    page.goto("/crisis/")

    leave_link(page).click()
    expect(page.get_by_role("heading", name=LEFT)).to_be_visible()

    for _ in range(3):
        go_back(page)
        assert shows(page, name) is False


@pytest.mark.parametrize(
    ("last", "leaving", "has_script"),
    [
        ("/privacy/seen/", "link", True),
        ("/privacy/seen/", "shift", True),
        ("/privacy/seen/", "link", False),
        ("/es/", "link", True),
        ("/es/crisis/", "link", True),  # a page without any script
    ],
)
def test_leaving_signs_out_and_back_shows_nothing_of_the_account(visit, server, last, leaving, has_script):
    """Also from a public page, which does not know who is signed in."""
    page = visit("/account/new/", has_script=has_script)
    page.get_by_label("A word for your sign-in name").fill("river")
    page.get_by_label("Password", exact=True).fill("four plain words here")
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is ready")
    page.goto("/privacy/requests/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask or complain")
    page.locator("main aside li a").first.click()
    page.locator("textarea").fill("my own complaint")
    page.goto(last)

    if leaving == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.locator("[data-exit]").click()
    expect(page.get_by_role("heading", name=LEFT)).to_be_visible()
    wait_until_signed_out(page, server.address)
    seen = []
    for _ in range(3):
        go_back(page)
        seen += page.locator("h1").all_inner_texts() + page.locator("textarea").all()

    assert "Sign in" in seen
    assert [each for each in seen if each not in ("Sign in", "Make an account", "Ayuda ahora mismo")] == []
    page.goto("/privacy/requests/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def wait_until_signed_out(page: Page, address: str) -> None:
    """The exit tells the server in passing, and waits for nothing: a busy machine hears it a moment later."""
    for _ in range(50):
        if "/sign-in/" in page.context.request.get(f"{address}/account/").url:
            return
        page.wait_for_timeout(100)
    raise AssertionError("whoever left is still signed in")


def go_back(page: Page) -> None:
    """A browser may refuse, with its own page, to show an answer it was told not to keep."""
    with suppress(Error):
        page.go_back(timeout=3000, wait_until="load")
    page.wait_for_timeout(500)


def shows(page: Page, name: str) -> bool:
    text = page.locator("body").inner_text()
    return name in text or "Your paths near" in text


def test_back_from_a_facility_shows_the_form_and_no_error_where_there_is_script(visit):
    page = visit("/")
    search(page, PLACE)
    first_facility(page).click()
    expect(page.get_by_role("button", name="Back to my paths")).to_be_visible()

    page.go_back()

    expect(page.get_by_label("ZIP code or town")).to_be_visible()
    expect(page.get_by_label("ZIP code or town")).to_have_value("")


def test_back_button_of_the_page_leads_to_results_where_that_of_the_browser_cannot(visit):
    page = visit("/", has_script=False)
    search(page, PLACE)
    first_facility(page).click()
    name = page.get_by_role("heading", level=1).inner_text()

    page.get_by_role("button", name="Back to my paths").click()

    expect_paths(page)
    expect(first_facility(page)).to_have_text(name)
