"""Days and hours are those of the reader, also where the place keeps another clock than its state's capital."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.directory.places.resolving import resolve_place
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait
from handrail.meetings.finder.asking import STILL_WELCOME, query_of, time_wanted, zone_of_reader
from handrail.meetings.finder.search import MeetingSearch

CHICAGO = "America/Chicago"
FRIDAY_EVENING = datetime(2026, 11, 28, 0, 10, tzinfo=UTC)  # in Chicago; already Saturday in London


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("60608", CHICAGO), ("Chicago, IL", CHICAGO), ("79901", "America/Denver"), ("El Paso, TX", "America/Denver"),
        ("Pensacola, FL", CHICAGO), ("85001", "America/Phoenix"), ("00907", "America/Puerto_Rico"),
        ("99501", "America/Anchorage"), ("Honolulu, HI", "Pacific/Honolulu"),
    ],
)  # fmt: skip
def test_clock_is_that_of_the_place(place, expected):
    assert zone_of_reader(MeetingSearch(zone="America/New_York"), resolve_place(place)) == expected


def test_without_a_place_the_clock_is_the_chosen_one_else_that_of_most_people():
    assert zone_of_reader(MeetingSearch(zone="America/Denver"), None) == "America/Denver"
    assert zone_of_reader(MeetingSearch(), None) == "America/New_York"


@pytest.mark.parametrize(
    ("when", "weekdays", "before"),
    [
        ("", set(), None),
        ("now", set(), FRIDAY_EVENING + timedelta(hours=1)),
        ("today", set(), datetime(2026, 11, 28, 6, tzinfo=UTC)),
        ("tomorrow", {6}, datetime(2026, 11, 29, 6, tzinfo=UTC)),
        ("0", {0}, None),
    ],
)
def test_days_are_those_of_the_readers_clock(when, weekdays, before):
    wanted = time_wanted(when, zone=CHICAGO, at=FRIDAY_EVENING)

    assert (wanted.weekdays, wanted.before) == (frozenset(weekdays), before)


def test_day_on_which_the_clock_is_set_back_lasts_twenty_five_hours():
    begins = datetime(2026, 11, 1, 5, tzinfo=UTC)

    assert time_wanted("today", zone=CHICAGO, at=begins).before == begins + timedelta(hours=25)


def test_what_runs_now_is_shown_to_its_end_only_to_who_asks_for_it():
    assert time_wanted("now", zone=CHICAGO, at=FRIDAY_EVENING).grace == timedelta(days=1)
    assert time_wanted("", zone=CHICAGO, at=FRIDAY_EVENING).grace == STILL_WELCOME


def test_all_choices_reach_the_index():
    search = MeetingSearch(
        place="60608", kind=("families", "NA"), needs=("medicine", "women"), language="es", miles="10", part="evening"
    )

    query = query_of(search, place=resolve_place("60608"), zone=CHICAGO, at=FRIDAY_EVENING)

    assert query.fellowships == {Fellowship.NA, Fellowship.NAR_ANON, Fellowship.AL_ANON}
    assert query.all_traits == {Trait.WOMEN, Trait.MEDICINE_WELCOME}
    assert (query.languages, query.miles, query.parts_of_day) == ({"es"}, 10.0, {"evening"})
    assert query.online is False


def test_with_a_place_and_online_alone_the_place_gives_the_clock_only():
    search = MeetingSearch(place="60608", where="online")

    query = query_of(search, place=resolve_place("60608"), zone=CHICAGO, at=FRIDAY_EVENING)

    assert (query.latitude, query.miles, query.online) == (None, None, True)
