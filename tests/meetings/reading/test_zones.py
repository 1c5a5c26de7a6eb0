import pytest

from handrail.meetings.domain.venues import ZoneFrom
from handrail.meetings.reading.place_clocks import Whereabouts
from handrail.meetings.reading.zones import ReadZone, zone_named, zone_of

CHICAGO, DENVER, NEW_YORK = "America/Chicago", "America/Denver", "America/New_York"
ILLINOIS = Whereabouts(city="Chicago", state="IL")
TEXAS = Whereabouts(state="TX")
ONLINE_FROM_ILLINOIS = Whereabouts(state="IL", is_exact=False)
NOWHERE = Whereabouts(is_exact=False)


@pytest.mark.parametrize(
    ("told", "place", "default", "read"),
    [
        (DENVER, ILLINOIS, NEW_YORK, ReadZone(DENVER, ZoneFrom.ROW)),
        ("america/denver", ILLINOIS, "", ReadZone(DENVER, ZoneFrom.ROW, "america/denver", DENVER)),
        ("Eastern Standard Time", ILLINOIS, "", ReadZone(NEW_YORK, ZoneFrom.ROW, "Eastern Standard Time", NEW_YORK)),
        ("Mars/Base", ILLINOIS, "",
         ReadZone(CHICAGO, ZoneFrom.PLACE, "Mars/Base", f"{CHICAGO}, as there is no such zone")),
        ("", ILLINOIS, NEW_YORK, ReadZone(CHICAGO, ZoneFrom.PLACE)),
        ("", ILLINOIS, "", ReadZone(CHICAGO, ZoneFrom.PLACE)),
        ("", TEXAS, DENVER, ReadZone(DENVER, ZoneFrom.FEED)),
        ("", TEXAS, NEW_YORK, ReadZone(CHICAGO, ZoneFrom.GUESSED, "", f"{CHICAGO}, guessed by the state")),
        ("", TEXAS, "", ReadZone(CHICAGO, ZoneFrom.GUESSED, "", f"{CHICAGO}, guessed by the state")),
        ("", Whereabouts(country="USA"), DENVER, ReadZone(DENVER, ZoneFrom.FEED)),
        ("", ONLINE_FROM_ILLINOIS, NEW_YORK, ReadZone(NEW_YORK, ZoneFrom.FEED)),
        ("", ONLINE_FROM_ILLINOIS, "", ReadZone(CHICAGO, ZoneFrom.PLACE)),
        ("", NOWHERE, NEW_YORK, ReadZone(NEW_YORK, ZoneFrom.FEED)),
        ("", NOWHERE, "Mars/Base", ReadZone(NEW_YORK, ZoneFrom.GUESSED, "", f"{NEW_YORK}, guessed by nothing")),
    ],
)  # fmt: skip
def test_zone_of_a_row_is_its_own_then_the_places_then_the_feeds_then_a_guess(told, place, default, read):
    assert zone_of(told=told, place=place, default=default) == read


def test_zone_of_a_state_with_two_clocks_takes_the_feeds_by_whatever_name_it_has():
    read = zone_of(told="", place=Whereabouts(state="MI"), default="America/Detroit")

    assert read == ReadZone("America/Detroit", ZoneFrom.FEED)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("US/Eastern", NEW_YORK), ("EST", NEW_YORK), ("Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("America/New York", NEW_YORK), ("Europe/Kiev", "Europe/Kiev"), ("UTC", "UTC"), ("", ""), ("local", ""),
        ("localtime", ""), ("../../etc/passwd", ""), ("/etc/localtime", ""), ("x" * 4000, ""), ("\x00", ""),
    ],
)  # fmt: skip
def test_zone_named_is_a_zone_that_exists_or_nothing(text, zone):
    assert zone_named(text) == zone
