"""The way into an online meeting: on a press, near the start, and never where its list keeps it back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handrail.meetings.domain.joining import WayIn
from handrail.meetings.domain.venues import Venue
from handrail.meetings.one_meeting.getting_in import getting_in
from meetings.export.published_samples import ONLINE, PUBLISHER, published

LATER, SOON = datetime(2026, 11, 30, 18, 0, tzinfo=UTC), datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
KEEPS_ITS_LINKS = replace(PUBLISHER, shares_video_links=False)


def way(meeting, at=SOON, *, is_asked=True):
    return getting_in(meeting, "en", at=at, is_asked=is_asked)


def test_pressed_near_the_start_it_is_shown_whole():
    found = way(published(**ONLINE))

    assert (found.state, found.is_shown) == (WayIn.NOW, True)
    assert (found.link, found.host) == ("https://zoom.us/j/123456789", "zoom.us")
    assert (found.number, found.dial) == ("+14475550100,,123#", "+14475550100,,123%23")
    assert found.lines == ("Passcode: example", "any code")


def test_without_a_press_nothing_of_it_is_told():
    found = way(published(**ONLINE), is_asked=False)

    assert (found.state, found.is_shown, found.link, found.number, found.lines) == (WayIn.NOW, False, "", "", ())


def test_long_before_the_start_a_press_tells_only_from_when():
    found = way(published(**ONLINE), LATER)

    assert (found.state, found.is_shown, found.link) == (WayIn.LATER, False, "")
    assert found.opens.replace("\N{NO-BREAK SPACE}", " ") == "Monday, November 30, 6:30 pm"


@pytest.mark.parametrize("at", [LATER, SOON])
def test_list_that_keeps_its_links_keeps_them_at_every_hour(at):
    found = way(published(KEEPS_ITS_LINKS, **ONLINE), at)

    assert (found.state, found.is_shown, found.link, found.lines) == (WayIn.WITHHELD, False, "", ())


def test_passcode_in_the_notes_comes_with_the_way_in():
    found = way(published(**ONLINE, notes="Bring a mug.\nPasscode: 777888"))

    assert found.lines == ("Passcode: example", "any code", "Bring a mug.\nPasscode: 777888")


def test_meeting_that_runs_can_still_be_joined():
    found = way(published(**ONLINE), datetime(2026, 12, 1, 2, 40, tzinfo=UTC))

    assert found.is_shown


def test_nothing_listed_is_said():
    found = way(published(venue=Venue.ONLINE))

    assert (found.state, found.is_shown) == (WayIn.NONE, False)


@pytest.mark.parametrize("venue", [Venue.IN_PERSON, Venue.SUSPENDED])
def test_room_and_suspended_meeting_have_no_way_in_from_elsewhere(venue):
    assert way(published(**ONLINE | {"venue": venue})) is None


def test_number_alone_is_shown_as_people_write_it():
    alone, abroad = (
        way(published(**ONLINE | {"conference_phone": number})) for number in ("+14475550100", "+442079460100")
    )

    assert (alone.number, alone.dial) == ("447-555-0100", "+14475550100")
    assert abroad.number == "+442079460100"
