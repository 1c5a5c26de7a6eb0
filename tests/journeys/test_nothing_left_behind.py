"""A shared computer, and someone who looks later."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journey_browser import QUIET
from journey_steps import expect_paths, first_facility, search

PLACE = "Kalispell, MT"
LATE = 3_000  # milliseconds: Chromium writes its open tabs down up to 2.5 seconds late; a person reads longer
TELLING = ["kalispell", "59901", "pregnant"]

STORES = """async () => ({
  cookies: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(database => database.name),
  caches: "caches" in window ? await caches.keys() : [],
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
EMPTY = {"cookies": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0}


def find_and_read(page: Page, *, read: int = 0) -> None:
    """Each page is looked at for `read` milliseconds."""
    page.wait_for_timeout(read)
    search(page, PLACE, "Pregnant")
    expect_paths(page)
    page.wait_for_timeout(read)
    first_facility(page).click()
    expect(page.get_by_role("button", name="Back to my paths")).to_be_visible()
    page.wait_for_timeout(read)
    page.get_by_role("button", name="Back to my paths").click()
    expect_paths(page)
    page.wait_for_timeout(read)


@pytest.mark.asvs("V14.3.3")
def test_search_leaves_no_cookie_and_nothing_in_any_store(visit):
    page = visit("/")

    find_and_read(page)

    assert page.context.cookies() == []
    assert page.evaluate(STORES) == EMPTY


def places_that_tell(playwright, chromium, server, profile: Path, *, has_script: bool) -> set[str]:
    """Visits with a browser that keeps its profile, closes it, and reads every file it left."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=chromium, args=QUIET, base_url=server.address, java_script_enabled=has_script
    )
    page = context.pages[0]
    page.goto("/")
    find_and_read(page, read=LATE)
    page.goto("/crisis/")
    context.close()
    files = [file for file in profile.rglob("*") if file.is_file()]
    assert len(files) > 10
    return {file.parent.name for file in files for word in TELLING if holds(file, word)}


def test_search_leaves_no_telling_word_on_the_disk(playwright, chromium, server, tmp_path):
    assert places_that_tell(playwright, chromium, server, tmp_path, has_script=True) == set()


def test_search_without_script_is_kept_only_where_the_browser_keeps_its_open_tabs(
    playwright, chromium, server, tmp_path
):
    """No answer can forbid that; the page about leaving says so, and names the private window."""
    assert places_that_tell(playwright, chromium, server, tmp_path, has_script=False) <= {"Sessions"}


def holds(file: Path, word: str) -> bool:
    """As bytes, and as the two-byte text that browsers keep titles and forms in."""
    content = file.read_bytes().lower()
    return word.encode() in content or word.encode("utf-16-le") in content


def test_search_leaves_no_telling_word_in_the_log_or_the_database(visit, server):
    page = visit("/")
    find_and_read(page)

    log = server.log().lower()
    assert '"view": "paths"' in log
    assert [word for word in [*TELLING, "127.0.0.1"] if word in log] == []
    assert [file.name for file in server.folder.rglob("*") if file.suffix == ".log"] == []
