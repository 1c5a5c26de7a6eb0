"""Somebody signs in where others look on, and goes away without signing out."""

import re

import pytest
from playwright.sync_api import Page, expect

EMPTY = "This page was closed"  # its time alone is shortened here: the server's goes on, which the page then says
SECONDS = re.compile(r'data-untouched-seconds="90"|content="90;url=')


def shortened(page: Page, *, to: int) -> None:
    """The same pages, with a shorter time in them: nobody waits a minute and a half for a test."""

    def answer(route) -> None:
        given = route.fetch(max_redirects=0)
        route.fulfill(response=given, body=SECONDS.sub(lambda found: found[0].replace("90", str(to)), given.text()))

    page.route("**/privacy/**", answer)


def account_on_a_shared_device(page: Page) -> None:
    page.get_by_label("A word for your sign-in name").fill("tablet")
    page.get_by_label("Password", exact=True).fill("four plain words here")
    page.get_by_label("Others use this device too").check()
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is ready")


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_page_that_nobody_touches_is_gone(visit, has_script):
    page = visit("/account/new/", has_script=has_script)
    account_on_a_shared_device(page)
    shortened(page, to=3)
    page.goto("/privacy/requests/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask or complain")

    page.wait_for_timeout(4000)

    expect(page.get_by_role("heading", level=1)).to_have_text(EMPTY)
    assert "Ask or complain" not in page.content()
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    expect(page.get_by_text("Nobody touched this screen, and others use it too.")).to_be_visible()


def test_page_where_somebody_types_stays_and_its_text_too(visit):
    page = visit("/account/new/")
    account_on_a_shared_device(page)
    shortened(page, to=6)
    page.goto("/privacy/requests/")
    page.locator("main aside li a").first.click()
    told = []
    page.on("request", lambda request: told.append(request.url) if request.url.endswith("/account/here/") else None)
    page.locator("textarea").focus()

    for _ in range(16):
        page.wait_for_timeout(500)
        page.keyboard.type("ab")

    expect(page.locator("textarea")).to_have_value("ab" * 16)
    assert 2 <= len(told) <= 5  # at once, and every two seconds at most, of eight
    page.wait_for_timeout(7000)
    expect(page.get_by_role("heading", level=1)).to_have_text(EMPTY)


def test_touch_after_the_server_ended_the_sign_in_shows_the_page_no_longer(visit):
    page = visit("/account/new/")
    account_on_a_shared_device(page)
    shortened(page, to=6)
    page.goto("/privacy/requests/")
    page.context.clear_cookies()

    page.wait_for_timeout(2500)
    page.keyboard.press("Tab")

    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out", timeout=2000)
