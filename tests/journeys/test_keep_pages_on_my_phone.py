"""Somebody whose phone is their own keeps pages for when there is no network (S39)."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from journey_browser import AS_PEOPLE_HAVE_IT, QUIET
from journey_steps import PLACE, expect_paths, first_facility, search

pytestmark = pytest.mark.usefixtures("health_pages")
PAGE, TITLE = "/heroin/what-it-is/", "What is heroin addiction?"
FIRST = {f"{root}{path}" for root in ("", "/es") for path in ("/offline/", "/crisis/", "/heroin/naloxone/")}
STATIC = re.compile(r"^/static/web/[a-z]+\.[0-9a-f]+\.(css|js|svg)$")
KEPT = "Kept on this phone"
DAY = 24 * 60 * 60 * 1000

WORKERS_AND_STORES = """async () => [
    (await navigator.serviceWorker.getRegistrations()).length, await caches.keys()
]"""
ADDRESSES = """async () => (await (await caches.open('handrail-kept')).keys()).map(one => new URL(one.url).pathname)"""
LAST_CONTACT = """async ago => (await caches.open('handrail-kept'))
    .put('/offline/contact', new Response(String(Date.now() - ago)))"""
CONTACT_WAS = """async () => {
    const written = await (await caches.open('handrail-kept')).match('/offline/contact');
    return Date.now() - Number(await written.text());
}"""


def say_yes(page: Page) -> None:
    page.goto("/offline/")
    page.get_by_role("button", name="Yes, it is mine alone").click()
    expect(page.get_by_role("heading", name=KEPT)).to_be_visible()
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def keep(page: Page, path: str = PAGE) -> None:
    page.goto(path)
    page.get_by_role("button", name="Keep on this phone").click()
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()


def pages_kept(page: Page) -> set[str]:
    kept = set(page.evaluate(ADDRESSES)) - {"/offline/contact"}
    return {path for path in kept if not STATIC.match(path)}


def test_before_a_yes_there_is_no_worker_and_no_store(visit):
    page = visit("/")

    search(page, PLACE)
    expect_paths(page)
    for path in ("/heroin/", PAGE, "/crisis/", "/offline/", "/es/offline/", "/offline/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", name="Is this your own phone?")).to_be_visible()

    assert page.evaluate(WORKERS_AND_STORES) == [0, []]


def test_no_keeps_nothing(visit):
    page = visit("/offline/")

    page.get_by_role("button", name="No, or I am not sure").click()

    expect(page.get_by_role("heading", name="Then nothing is kept here")).to_be_visible()
    assert page.evaluate(WORKERS_AND_STORES) == [0, []]


def test_health_page_leads_to_the_question_before_a_yes(visit):
    page = visit(PAGE)

    expect(page.get_by_role("button", name="Keep on this phone")).to_be_hidden()
    page.get_by_role("link", name="Keep pages for when there is no network").click()

    expect(page.get_by_role("heading", name="Is this your own phone?")).to_be_visible()


def test_without_script_the_page_says_so_and_can_still_take_everything_off(visit):
    page = visit("/offline/", has_script=False)

    expect(page.get_by_role("heading", name="This browser keeps nothing")).to_be_visible()
    page.get_by_role("button", name="Take everything off this phone").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("The pages are off this phone")


def test_browser_without_workers_is_told(visit):
    page = visit("about:blank")
    page.add_init_script("Object.defineProperty(navigator, 'serviceWorker', {value: undefined})")

    page.goto("/offline/")

    expect(page.get_by_role("heading", name="This browser keeps nothing")).to_be_visible()


def test_only_pages_of_the_list_are_kept_whatever_the_person_does(visit, place_address):
    page = visit("/offline/")
    say_yes(page)
    keep(page)

    page.goto("/")
    search(page, PLACE, "Pregnant")
    expect_paths(page)
    first_facility(page).click()
    expect(page.get_by_role("button", name="Back to my paths")).to_be_visible()
    for path in ("/heroin/", "/heroin/claims/", "/heroin/medicine/", place_address, "/facilities/in/il/", "/account/"):
        page.goto(path)
    page.goto("/account/sign-in/")

    assert pages_kept(page) == FIRST | {PAGE}


def test_page_that_is_not_on_the_list_is_refused(visit, place_address):
    page = visit("/offline/")
    say_yes(page)
    others = [place_address, "/", "/account/", "/paths/", "/heroin/claims/", "/heroin/did-this-help/", "/desk/"]

    refused = page.evaluate(
        "paths => Promise.all(paths.map(path => handrailKeeping.keep(path).then(() => 'kept', () => path)))", others
    )

    assert (refused, pages_kept(page)) == (others, FIRST)


def test_kept_pages_open_without_a_network(visit):
    page = visit("/offline/")
    say_yes(page)
    keep(page)
    page.goto("/")

    page.context.set_offline(True)
    opened = {}
    for path in ("/crisis/", "/es/crisis/", PAGE, "/heroin/naloxone/", "/", "/es/heroin/medicine/"):
        page.goto(path)
        opened[path] = page.get_by_role("heading", level=1).inner_text()
    bar = page.locator(".crisis").evaluate("bar => getComputedStyle(bar).backgroundColor")
    page.context.set_offline(False)

    assert opened == {
        "/crisis/": "Help right now",
        "/es/crisis/": "Ayuda ahora mismo",
        PAGE: TITLE,
        "/heroin/naloxone/": "How do I use naloxone?",
        "/": "Pages for when there is no network",
        "/es/heroin/medicine/": "Páginas para cuando no hay red",
    }
    assert bar == "rgb(14, 63, 56)"


def test_page_without_a_network_lists_what_is_kept(visit):
    page = visit("/offline/")
    say_yes(page)
    keep(page)

    page.context.set_offline(True)
    page.goto("/")
    kept = page.locator("[data-when=kept] li:visible")
    expect(kept.nth(0)).to_have_text("Crisis help")  # the script writes the list after the page stands
    expect(kept.nth(1)).to_have_text(TITLE)
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.context.set_offline(False)


def test_store_dies_after_14_days_without_contact_and_takes_the_worker_along(visit):
    page = visit("/offline/")
    say_yes(page)
    keep(page)

    page.context.set_offline(True)
    page.evaluate(LAST_CONTACT, 14 * DAY - 60_000)
    page.goto("/crisis/")
    on_the_last_day = page.get_by_role("heading", level=1).inner_text()
    page.evaluate(LAST_CONTACT, 14 * DAY + 60_000)
    page.context.set_offline(False)
    page.goto("/leaving/")

    assert on_the_last_day == "Help right now"
    page.wait_for_function("navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")
    assert page.evaluate(WORKERS_AND_STORES) == [0, []]


def test_contact_counts_from_each_answer_and_copies_are_renewed(visit):
    page = visit("/offline/")
    say_yes(page)
    page.evaluate(LAST_CONTACT, 3 * DAY)
    page.evaluate("async () => (await caches.open('handrail-kept')).put('/crisis/', new Response('old'))")

    page.goto("/leaving/")

    page.wait_for_function(
        "async () => (await (await (await caches.open('handrail-kept')).match('/crisis/')).text()) !== 'old'"
    )
    assert page.evaluate(CONTACT_WAS) < DAY
    assert pages_kept(page) == FIRST


def test_quick_exit_leaves_public_pages_where_they_are(visit, server):
    page = visit("/offline/")
    say_yes(page)

    page.get_by_role("link", name="Leave this page", exact=True).click()
    expect(page.get_by_role("heading", name="Sunny")).to_be_visible()
    page.goto(f"{server.address}/leaving/")

    assert pages_kept(page) == FIRST
    expect(page.get_by_text("Pages you kept on this phone stay on it")).to_be_visible()


def test_after_take_off_nothing_is_left_in_the_profile(playwright: Playwright, chromium, server, tmp_path):
    """A sentence of the kept page is found in the browser's own files while it is kept, and not after."""
    profile = tmp_path / "profile"
    page = start(playwright, chromium, server, profile)
    say_yes(page)
    keep(page)
    sentence = page.locator("article.reading p").first.inner_text()[:60]
    page.context.close()
    while_kept = holds(profile, sentence)

    page = start(playwright, chromium, server, profile)
    page.goto("/offline/")
    page.get_by_role("button", name="Take everything off this phone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The pages are off this phone")
    left = page.evaluate(WORKERS_AND_STORES)
    page.context.close()

    assert (while_kept, left, holds(profile, sentence)) == (True, [0, []], False)


def start(playwright: Playwright, chromium: str, server, profile: Path) -> Page:
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=chromium,
        args=QUIET,
        ignore_default_args=AS_PEOPLE_HAVE_IT,
        base_url=server.address,
        service_workers="allow",
    )
    return context.pages[0]


def holds(profile: Path, sentence: str) -> bool:
    files = (file for file in profile.rglob("*") if file.is_file())
    return any(sentence.encode() in file.read_bytes() for file in files)
