"""Meetings in a person's own calendar, read by another program."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.icalendar import calendar_of
from handrail.meetings.export.time_zones import changes, time_zone
from meetings.export.published_samples import ONLINE, PUBLISHER, published

FRIDAY = datetime(2026, 10, 30, 12, tzinfo=UTC)  # two days before clocks in the United States go back


def events(content: bytes) -> list:
    return Calendar.from_ical(content).walk("VEVENT")


def occurrences(event, count: int) -> list[datetime]:
    starts = event.decoded("DTSTART")
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=starts.replace(tzinfo=None))
    return [each.replace(tzinfo=starts.tzinfo) for each in rule[:count]]


def uid(meeting, *, at: datetime = FRIDAY) -> str:
    return str(events(calendar_of([meeting], at=at))[0]["UID"])


def test_entry_tells_nobody_what_it_is():
    meeting = published(notes="Ring; twice,\nplease.", **ONLINE)

    content = calendar_of([meeting], at=FRIDAY)

    assert set(events(content)[0]) == {
        "UID", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "DTSTART", "DURATION", "RRULE", "CLASS", "STATUS"
    }  # fmt: skip
    told = [str(events(content)[0][name]) for name in ("SUMMARY", "CLASS", "STATUS")]
    assert told == ["Meeting", "PRIVATE", "CONFIRMED"]


def test_id_of_an_entry_without_a_name_leads_to_no_meeting():
    meeting = published()

    content = calendar_of([meeting], at=FRIDAY)

    assert re.fullmatch("[0-9a-f]{24}", uid(meeting))
    assert meeting.public_id.encode() not in content


def test_meeting_that_is_saved_again_has_the_same_id_and_another_meeting_another():
    monday, tuesday = published(), published(number=8, weekdays=(2,))
    changed = published(name="Monday at Noon", start=time(12))

    assert uid(monday) == uid(changed) == uid(monday, at=FRIDAY + timedelta(days=30))
    assert uid(monday) != uid(tuesday)


def test_id_of_one_installation_is_not_that_of_another(settings):
    here = uid(published())
    settings.SECRET_KEY = "of another installation"

    assert uid(published()) != here


def test_entry_with_its_name_keeps_the_public_id_and_does_not_tell_the_other():
    meeting = published()

    content = calendar_of([meeting], at=FRIDAY, named=True)

    assert str(events(content)[0]["UID"]) == meeting.public_id
    assert uid(meeting).encode() not in content


def test_entry_has_its_name_and_place_where_names_are_asked_for():
    meeting = published(notes="Ring; twice,\nplease.")

    event = events(calendar_of([meeting], at=FRIDAY, named=True))[0]

    assert (str(event["SUMMARY"]), str(event["CLASS"])) == ("Monday Night", "PRIVATE")
    assert str(event["DESCRIPTION"]) == "Monday Night\nRing; twice,\nplease.\nSpringfield Area"
    assert str(event["LOCATION"]) == "Example Hall, 12 Example Street, Springfield, IL 62701, USA"


def test_hour_stays_when_the_clocks_change():
    meeting = published(weekdays=(0, 6), start=time(19, 30))

    event = events(calendar_of([meeting], at=FRIDAY))[0]

    assert [each.astimezone(UTC) for each in occurrences(event, 4)] == [
        datetime(2026, 11, 1, 0, 30, tzinfo=UTC),
        datetime(2026, 11, 2, 1, 30, tzinfo=UTC),
        datetime(2026, 11, 8, 1, 30, tzinfo=UTC),
        datetime(2026, 11, 9, 1, 30, tzinfo=UTC),
    ]
    assert event.decoded("DURATION") == timedelta(minutes=75)


@pytest.mark.parametrize(
    ("at", "first"),
    [
        pytest.param(datetime(2026, 11, 2, 12, tzinfo=UTC), "2026-11-02T19:30:00-06:00", id="today, later"),
        pytest.param(datetime(2026, 11, 3, 1, 30, tzinfo=UTC), "2026-11-02T19:30:00-06:00", id="begins"),
        pytest.param(datetime(2026, 11, 3, 1, 31, tzinfo=UTC), "2026-11-03T19:30:00-06:00", id="has begun"),
        pytest.param(datetime(2026, 11, 1, 0, 31, tzinfo=UTC), "2026-11-01T19:30:00-06:00", id="the clock is set back"),
        pytest.param(datetime(2027, 3, 14, 1, 31, tzinfo=UTC), "2027-03-14T19:30:00-05:00", id="and forward"),
    ],
)
def test_daily_meeting_begins_with_the_next_evening_and_with_none_that_is_over(at, first):
    event = events(calendar_of([published(weekdays=tuple(range(7)))], at=at))[0]

    starts = event.decoded("DTSTART")

    assert (starts.isoformat(), starts.astimezone(UTC) >= at) == (first, True)
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;WKST=SU"


def test_hour_that_the_clock_skips_once_is_the_hour_of_all_other_weeks():
    meeting = published(weekdays=(0,), start=time(2, 30))

    content = calendar_of([meeting], at=datetime(2027, 3, 14, 0, 0, tzinfo=UTC))

    assert b"DTSTART;TZID=America/Chicago:20270314T023000" in content
    assert [f"{each:%m-%d %H:%M}" for each in occurrences(events(content)[0], 2)] == ["03-14 02:30", "03-21 02:30"]


def test_days_of_the_week_stay_those_of_the_meeting_whatever_day_it_begins_on():
    meeting = published(weekdays=(1, 4))
    wednesday = datetime(2026, 11, 4, 12, tzinfo=UTC)

    event = events(calendar_of([meeting], at=wednesday))[0]

    assert [f"{each:%a %d}" for each in occurrences(event, 3)] == ["Thu 05", "Mon 09", "Thu 12"]


@pytest.mark.parametrize(
    ("zone", "year", "first"),
    [
        ("America/Chicago", 2027, "2027-03-14T02:00:00"),
        ("Europe/Berlin", 2027, "2027-03-28T02:00:00"),
        ("Australia/Lord_Howe", 2027, "2027-04-04T02:00:00"),
    ],
)
def test_zone_begins_each_time_on_the_clock_before_the_change(zone, year, first):
    described = time_zone(zone, year)

    onsets = sorted(each.decoded("DTSTART") for each in described.subcomponents)

    assert onsets[1].isoformat() == first


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Europe/London", "Africa/Casablanca"]
)
def test_zone_as_it_is_told_shows_the_same_clock_as_the_zone_itself(zone):
    told = time_zone(zone, 2026).to_tz(lookup_tzid=False)
    hours = [datetime(2026, 1, 2, tzinfo=UTC) + timedelta(hours=11 * step) for step in range(1_500)]

    differing = [at for at in hours if at.astimezone(told).utcoffset() != at.astimezone(ZoneInfo(zone)).utcoffset()]

    assert differing == []


def test_zone_is_described_from_before_an_evening_of_the_year_that_is_over_in_utc():
    first_of_january = datetime(2027, 1, 1, 0, 30, tzinfo=UTC)

    calendar = Calendar.from_ical(calendar_of([published(weekdays=(4,))], at=first_of_january))

    starts = calendar.walk("VEVENT")[0].decoded("DTSTART").replace(tzinfo=None)
    described = min(each.decoded("DTSTART") for each in calendar.walk("VTIMEZONE")[0].subcomponents)
    assert (starts.isoformat(), described < starts) == ("2026-12-31T19:30:00", True)


def test_zone_without_summer_time_never_changes():
    years = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)

    found = list(changes(ZoneInfo("Asia/Kolkata"), *years))

    assert found == []


def test_lines_are_folded_at_75_bytes_and_read_again_whole():
    words = "Más allá del patio, a la izquierda; pregunte. " * 20
    meeting = published(notes=words.strip())

    content = calendar_of([meeting], at=FRIDAY, named=True)

    assert max(len(line) for line in content.split(b"\r\n")) == 75
    assert words.strip() in str(events(content)[0]["DESCRIPTION"])


def test_feed_cannot_write_lines_of_its_own():
    meeting = published(name="A\r\nBEGIN:VALARM", conference_url="https://zoom.us/j/1\r\nATTACH:https://x.example")

    content = calendar_of([meeting], at=FRIDAY, named=True)

    assert [line for line in content.split(b"\r\n") if line.startswith((b"BEGIN:VALARM", b"ATTACH"))] == []


def test_meetings_by_appointment_stand_in_no_calendar_and_suspended_ones_are_canceled():
    meetings = [published(weekdays=(), start=None), published(number=8, venue=Venue.SUSPENDED)]

    found = events(calendar_of(meetings, at=FRIDAY))

    assert [(str(each["UID"]), str(each["STATUS"])) for each in found] == [(uid(meetings[1]), "CANCELLED")]


def test_link_is_told_only_where_the_feed_lets_others_tell_it():
    silent = replace(PUBLISHER, shares_video_links=False)

    told, untold = events(calendar_of([published(**ONLINE), published(silent, **ONLINE)], at=FRIDAY, named=True))

    assert (told.get("URL"), untold.get("URL")) == ("https://zoom.us/j/123456789", None)
    assert ("Passcode" in told["DESCRIPTION"], "Passcode" in untold["DESCRIPTION"]) == (True, False)


def test_file_is_the_same_until_the_meeting_was_held_again():
    monday, tuesday = datetime(2026, 11, 2, 12, tzinfo=UTC), datetime(2026, 11, 3, 12, tzinfo=UTC)

    days = [events(calendar_of([published()], at=at))[0].decoded("DTSTART").date() for at in (monday, tuesday)]

    assert days == [date(2026, 11, 2), date(2026, 11, 9)]
    assert calendar_of([published()], at=tuesday) == calendar_of([published()], at=tuesday + timedelta(days=5))
