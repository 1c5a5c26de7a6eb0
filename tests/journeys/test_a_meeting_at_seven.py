"""Discharged at six, on buprenorphine, alone: a meeting at seven where nobody asks to stop the medicine.

The clock of the server is that of the machine, so "seven" is the hour that begins within the next ninety minutes.
"""

import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from journey_servers import Server, handrail
from journey_steps import PLACE, follow
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

SOON = "In about an hour, with medicine"
FARTHER = "In about an hour, across the river"
ONLINE = "In about an hour, online from New York"
PATIENCE_SECONDS = 20  # until a server has learned of new meetings
WRITING = """
from datetime import time
from django.utils import timezone
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.models import Feed, Meeting
at = timezone.now()
feed = Feed.objects.create(name="made-up", title="Made-up list", format="tsml", fellowship="MARA", read_at=at)
seen = dict(first_seen_at=at, last_seen_at=at, changed_at=at, feed=feed, zone_from="row", minutes=60)
here = dict(zone="America/Chicago", venue="in_person", place="Made-up House", city="Chicago", state="IL")
begins = time.fromisoformat("{chicago}")
Meeting.objects.create(key="1", name="{soon}", fellowship="MARA", start=begins, weekdays="0123456",
    latitude=41.8575, longitude=-87.6700, traits=["medicine_welcome", "open"], **here, **seen)
Meeting.objects.create(key="2", name="{farther}", fellowship="NA", start=begins, weekdays="0123456",
    latitude=41.95, longitude=-87.67, traits=["wheelchair"], **here, **seen)
Meeting.objects.create(key="3", name="{online}", fellowship="MARA", start=time.fromisoformat("{new_york}"),
    weekdays="0123456", zone="America/New_York", venue="online", traits=["medicine_welcome"], **seen)
bump_revision(at=at)
"""


@pytest.fixture(scope="module")
def at_seven(server: Server) -> datetime:
    """When the meetings begin: by now they are in the list of the server that runs."""
    begins = (datetime.now(ZoneInfo("America/Chicago")) + timedelta(minutes=90)).replace(minute=0, second=0)
    hours = {"chicago": f"{begins:%H:%M}", "new_york": f"{begins.astimezone(ZoneInfo('America/New_York')):%H:%M}"}
    handrail(server.folder, "shell", "-c", WRITING.format(**hours, soon=SOON, farther=FARTHER, online=ONLINE))
    return begins


def find(page: Page, *choices: str) -> None:
    """Until the server knows the meetings, it is asked again."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        page.get_by_label("ZIP code or town").fill(PLACE)
        for words in choices:
            page.get_by_label(words, exact=True).check()
        follow(page.get_by_role("button", name="Show meetings"))
        if page.get_by_role("heading", name=SOON).count() or time.monotonic() > end:
            return
        time.sleep(0.5)


def meeting(page: Page, name: str):
    return page.locator("li.meeting").filter(has=page.get_by_role("heading", name=name))


@pytest.mark.parametrize("has_script", [True, False])
def test_person_on_buprenorphine_leaves_at_six_and_finds_a_meeting_at_seven(visit, at_seven, has_script):
    page = visit("/", has_script=has_script)
    seen: list[str] = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))

    follow(page.get_by_role("link", name="Meetings", exact=True))
    find(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"near {PLACE} and online")
    expect(meeting(page, FARTHER)).to_contain_text("6.8 mi")

    follow(page.get_by_role("button", name="Medicine welcome"))
    expect(meeting(page, FARTHER)).to_have_count(0)
    soon = meeting(page, SOON)
    expect(soon).to_contain_text(re.compile(r"in\s\d+\s(min|h)"))
    expect(soon).to_contain_text("on foot")
    expect(soon).to_contain_text("Medicine welcome")
    expect(meeting(page, ONLINE)).to_contain_text("in New York")
    expect(page.get_by_text("Never stop it because a group says so.").first).to_be_visible()

    follow(soon.get_by_role("button", name=SOON))
    expect(page.get_by_role("heading", level=1)).to_have_text(SOON)
    expect(page.get_by_text("Made-up House").first).to_be_visible()
    follow(page.get_by_role("button", name="Back to my meetings"))
    expect(soon).to_be_visible()
    follow(page.get_by_role("button", name="Español", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"cerca de {PLACE} y en línea")
    expect(soon).to_contain_text("a pie")
    assert [url for url in seen if "?" in url or PLACE in url or "medicine" in url] == []
    assert page.title() == "Handrail"


def test_clock_of_the_device_is_offered_and_not_chosen_before_a_press(visit):
    page = visit("/meetings/", timezone_id="America/Denver")
    clock = page.get_by_label("Your clock, if you give no place")
    expect(clock).to_have_value("America/New_York")

    page.get_by_role("button", name=re.compile("clock: Mountain time$")).click()

    expect(clock).to_be_focused()
    expect(clock).to_have_value("America/Denver")
    follow(page.get_by_role("button", name="Show meetings"))
    expect(page.get_by_text("Times are by Mountain time.")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_list_of_meetings_has_no_fault_that_axe_knows(visit, at_seven, width):
    page = visit("/meetings/", width=width, bypass_csp=True)

    find(page)

    assert faults(page) == []


def test_list_of_meetings_at_400_percent_never_scrolls_sideways(visit, at_seven):
    page = visit("/meetings/", width=320)

    find(page)

    assert is_wider_than_screen(page) is False


def test_clock_that_is_no_choice_is_not_offered(visit):
    page = visit("/meetings/", timezone_id="Europe/Berlin")

    expect(page.locator("#zone option:checked")).to_have_text("Eastern time")
    expect(page.locator("[data-own-clock]")).to_be_hidden()
