"""An operator says what is open; a visitor sees it within two seconds, and no longer than it may be believed."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from journey_doors import come_in
from journey_servers import Server, handrail, serving
from journey_steps import PLACE, expect_paths, first_facility, search
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

PASSWORD = "a-long-enough-password"
SHELF_LIFE_SECONDS = 20


@pytest.fixture(scope="module")
def short_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that believes a number for twenty seconds, so that a test can outlive it."""
    folder = tmp_path_factory.mktemp("open_places")
    hours = f"{SHELF_LIFE_SECONDS / 3600:.6f}"
    with serving(folder, is_demonstration=False, HANDRAIL_OPEN_PLACES_HOURS=hours) as running:
        handrail(
            running.folder, "createsuperuser", "--noinput", "--username", "rosa", DJANGO_SUPERUSER_PASSWORD=PASSWORD
        )
        yield running


def sign_in(page: Page) -> None:
    come_in(page, "rosa", PASSWORD, "/desk/open-places/")


def first_room(page: Page):
    return page.locator("main article ol li").first.locator(".tags .tag")


def test_operator_sets_two_openings_and_a_visitor_reads_them_until_they_are_old(visit, short_lived):
    visitor = visit("/", width=360, at=short_lived)
    search(visitor, PLACE)
    expect_paths(visitor)
    address = first_facility(visitor).get_attribute("formaction")
    expect(first_room(visitor)).to_contain_text("call to ask")
    desk = visit("/desk/open-places/", width=1280, at=short_lived)
    sign_in(desk)
    desk.goto(address.replace("/facilities/", "/desk/open-places/"))

    desk.get_by_label("Starting methadone or buprenorphine, Anyone: open now").fill("2")
    desk.get_by_role("button", name="Save these numbers").click()
    expect(desk.get_by_text("2 openings for anyone, updated just now").first).to_be_visible()
    said = time.monotonic()
    visitor.goto("/")
    time.sleep(max(0.0, said + 1.1 - time.monotonic()))  # an index looks for news once a second
    search(visitor, PLACE)
    expect_paths(visitor)
    opened = visitor.locator(f'main article li.now:has(button[formaction="{address}"]) .tag.open')
    expect(opened.first).to_be_visible()

    time.sleep(max(0.0, said + SHELF_LIFE_SECONDS + 1.1 - time.monotonic()))
    visitor.goto("/")
    search(visitor, PLACE)
    expect_paths(visitor)

    expect(first_room(visitor)).to_contain_text("call to ask")
    expect(opened).to_have_count(0)
    desk.goto("/desk/open-places/")
    expect(desk.get_by_text("Unknown now. Said last:").first).to_be_visible()


def test_still_true_is_one_tap_for_a_keyboard_and_without_script(visit, short_lived):
    desk = visit("/desk/open-places/", width=360, has_script=False, at=short_lived)
    sign_in(desk)
    desk.goto("/desk/open-places/")

    button = desk.get_by_role("button", name="Still true").first
    button.focus()
    desk.keyboard.press("Enter")

    expect(desk.get_by_text("2 openings for anyone, updated just now").first).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_desk_pages_have_no_fault_that_axe_knows(visit, short_lived, width):
    desk = visit("/desk/open-places/", width=width, at=short_lived, bypass_csp=True)
    sign_in(desk)

    desk.goto("/desk/open-places/")
    found = faults(desk)
    desk.get_by_role("link", name="Change").first.click()
    expect(desk.get_by_role("button", name="Save these numbers")).to_be_visible()

    assert found + faults(desk) == []
    assert is_wider_than_screen(desk) is False
