"""The index finds what a look at every meeting by the rules of the domain finds, in the same order."""

import random
from datetime import UTC, datetime, time, timedelta

import pytest

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.parts_of_day import PartOfDay
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.index.build import build_index
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.query import FoundMeeting, MeetingQuery, Order
from handrail.meetings.index.reference import reference_answer
from meeting_rows import ZONES, make_meeting_row, random_meeting_rows

MONDAY_NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # in Chicago
SPRINGFIELD = {"latitude": 39.8, "longitude": -89.65}
CHANGES = (
    datetime(2026, 11, 1, 7, tzinfo=UTC),
    datetime(2027, 3, 14, 8, tzinfo=UTC),
    datetime(2027, 3, 28, 1, tzinfo=UTC),
    datetime(2026, 10, 3, 16, 30, tzinfo=UTC),
    datetime(2026, 9, 26, 14, tzinfo=UTC),
)


def found_by(rows, at=MONDAY_NOON, **asked):
    return find_meetings(build_index(revision=1, rows=rows, at=at), MeetingQuery(**asked), at)


def ids(found) -> list[int]:
    return [each.meeting_id for each in found.meetings]


def some(chance: random.Random, choices, odds: float = 0.3) -> frozenset:
    return frozenset(chance.sample(list(choices), chance.choice((1, 2)))) if chance.random() < odds else frozenset()


def random_query(chance: random.Random, at: datetime) -> MeetingQuery:
    point = (
        {"latitude": chance.gauss(39.8, 0.3), "longitude": chance.gauss(-89.65, 0.3)} if chance.random() < 0.7 else {}
    )
    is_online = chance.random() < 0.4
    return MeetingQuery(
        **point,
        miles=chance.choice((5.0, 25.0, 100.0, None)) if point else None,
        online=is_online,
        only_elsewhere=bool(point) and is_online and chance.random() < 0.5,
        before=at + timedelta(minutes=chance.uniform(0, 3 * 1440)) if chance.random() < 0.3 else None,
        fellowships=some(chance, Fellowship),
        traits=some(chance, Trait, 0.1),
        languages=some(chance, ("en", "es", "fa", "xx")),
        venues=some(chance, Venue),
        medicine_welcome=chance.random() < 0.05,
        reader_zone=chance.choice(ZONES[:-1]),
        weekdays=some(chance, range(7)),
        parts_of_day=some(chance, PartOfDay),
        order=chance.choice(list(Order)),
        grace=timedelta(minutes=chance.choice((0, 10, 10, 90, 1440))),
        page=chance.choice((1, 1, 2)),
        page_size=chance.choice((1, 5, 50)),
        counted=chance.random() < 0.2,
    )


def comparable(found):
    """Miles but for the last digit: the reference takes its arc sine from another library."""
    return [(each.meeting_id, each.occurrence, each.miles and round(each.miles, 6)) for each in found.meetings]


@pytest.mark.parametrize("seed", range(8))
def test_index_equals_a_look_at_every_meeting_on_any_day_of_the_year_and_where_clocks_are_changed(seed):
    chance = random.Random(seed)
    rows = random_meeting_rows(chance, 250)
    index = build_index(revision=1, rows=rows, at=MONDAY_NOON)
    for _ in range(30):
        around = (
            chance.choice(CHANGES) if chance.random() < 0.7 else MONDAY_NOON + timedelta(days=chance.randrange(400))
        )
        minutes = chance.choice((chance.uniform, chance.randint))(-9 * 1440, 2 * 1440)
        at = around + timedelta(minutes=minutes)
        query = random_query(chance, at)

        found, expected = find_meetings(index, query, at), reference_answer(rows, query, at)

        assert comparable(found) == comparable(expected), (query, at)
        assert (found.total, found.suspended, found.counts) == (expected.total, expected.suspended, expected.counts)


def test_what_has_begun_comes_first_nearest_first_then_the_soonest_and_by_appointment_last():
    rows = [
        make_meeting_row(1, start=time(13)),
        make_meeting_row(2, weekdays="", start=None),
        make_meeting_row(3, start=time(11, 51), latitude=39.9),
        make_meeting_row(4, start=time(11, 59), latitude=39.85),
        make_meeting_row(5, start=time(11, 49)),
        make_meeting_row(6, start=time(12, 30)),
    ]

    found = found_by(rows, **SPRINGFIELD, miles=25)

    assert ids(found) == [4, 3, 6, 1, 5, 2]
    assert [each.occurrence and each.occurrence.is_in_progress(MONDAY_NOON) for each in found.meetings] == [
        True, True, False, False, False, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "seconds_since", "is_joined"),
    [
        (60, 0, True), (60, 600, True), (60, 601, False), (5, 299, True), (5, 300, False),
        (239, 601, False), (240, 4 * 3600 - 1, True), (240, 4 * 3600, False), (1440, 24 * 3600 - 1, True),
    ],
)  # fmt: skip
def test_what_has_begun_is_joined_to_the_second(minutes, seconds_since, is_joined):
    row, start = make_meeting_row(start=time(12), minutes=minutes), MONDAY_NOON

    found = found_by([row], at=start + timedelta(seconds=seconds_since, milliseconds=500))

    assert [each.occurrence.start == start for each in found.meetings] == [is_joined]


def test_by_distance_the_nearest_come_first_and_by_appointment_last_all_the_same():
    rows = [
        make_meeting_row(1, latitude=39.95),
        make_meeting_row(2, weekdays="", start=None),
        make_meeting_row(3, weekdays="4", latitude=39.85),
        make_meeting_row(4, venue=Venue.ONLINE),
    ]

    found = found_by(rows, **SPRINGFIELD, miles=25, online=True, order=Order.NEAREST)

    assert ids(found) == [3, 1, 4, 2]
    assert [each.miles and round(each.miles, 1) for each in found.meetings] == [3.5, 10.4, None, 0.0]


def test_a_meeting_of_several_days_is_found_once_with_its_next_day():
    rows = [make_meeting_row(1, weekdays="0123456", start=time(7)), make_meeting_row(2, weekdays="13", start=time(8))]

    found = found_by(rows)

    assert (found.total, ids(found)) == (2, [1, 2])
    assert [f"{each.occurrence.local_start:%a %H:%M}" for each in found.meetings] == ["Tue 07:00", "Wed 08:00"]


def test_a_suspended_meeting_is_never_next_and_is_told_apart():
    rows = [make_meeting_row(1, venue=Venue.SUSPENDED, start=time(12, 5)), make_meeting_row(2, start=time(20))]

    found = found_by(rows, **SPRINGFIELD, miles=25)
    asked_for = found_by(rows, venues=frozenset({Venue.SUSPENDED}))
    asked_on_a_day = found_by(
        rows, venues=frozenset({Venue.SUSPENDED}), weekdays=frozenset({1}), reader_zone="America/Chicago"
    )

    assert (ids(found), found.total, found.suspended) == ([2], 1, 1)
    assert asked_for.meetings == (FoundMeeting(1, None, None),)
    assert (asked_on_a_day.total, asked_on_a_day.suspended) == (0, 1)


def test_what_is_held_online_alone_is_near_nobody_and_found_anywhere():
    far = {"latitude": 61.2, "longitude": -149.9}
    rows = [
        make_meeting_row(1, venue=Venue.ONLINE),
        make_meeting_row(2, venue=Venue.HYBRID),
        make_meeting_row(3, venue=Venue.HYBRID, **far),
        make_meeting_row(4),
        make_meeting_row(5, **far),
        make_meeting_row(6, latitude=None, longitude=None),
    ]

    near = found_by(rows, **SPRINGFIELD, miles=25)
    both = found_by(rows, **SPRINGFIELD, miles=25, online=True)
    online = found_by(rows, online=True)
    anywhere = found_by(rows, **SPRINGFIELD)

    assert [sorted(ids(each)) for each in (near, both, online, anywhere)] == [
        [2, 4], [1, 2, 3, 4], [1, 2, 3], [2, 3, 4, 5, 6],
    ]  # fmt: skip
    assert {each.meeting_id: each.miles for each in both.meetings} == {1: None, 2: 0.0, 3: None, 4: 0.0}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"fellowships": frozenset({Fellowship.NA, Fellowship.HA})}, [1, 2, 4]),
        ({"traits": frozenset({Trait.WOMEN, Trait.OPEN})}, [2]),
        ({"traits": frozenset({Trait.CONCEPTS})}, []),
        ({"languages": frozenset({"es"})}, [3, 4]),
        ({"languages": frozenset({"es", "fa"})}, [3, 4]),
        ({"languages": frozenset({"xx"})}, []),
        ({"medicine_welcome": True}, [3]),
        ({"venues": frozenset({Venue.HYBRID})}, [4]),
        ({"fellowships": frozenset({Fellowship.AA}), "languages": frozenset({"es"})}, [3]),
    ],
)
def test_filters_take_all_of_the_traits_and_one_of_each_other_choice(asked, expected):
    rows = [
        make_meeting_row(1, traits=["women"]),
        make_meeting_row(2, traits=["open", "women"]),
        make_meeting_row(3, fellowship=Fellowship.AA, languages=["en", "es"], traits=["medicine_welcome"]),
        make_meeting_row(4, fellowship=Fellowship.HA, languages=["es"], venue=Venue.HYBRID),
    ]

    found = found_by(rows, **asked)

    assert sorted(ids(found)) == expected


@pytest.mark.parametrize(
    ("zone", "asked", "expected"),
    [
        ("America/Chicago", {"weekdays": {1}, "parts_of_day": {PartOfDay.NIGHT}}, [1]),
        ("Europe/Berlin", {"weekdays": {2}, "parts_of_day": {PartOfDay.MORNING}}, [1]),
        ("Europe/Berlin", {"weekdays": {1}}, []),
        ("Asia/Kolkata", {"parts_of_day": {PartOfDay.AFTERNOON}}, []),
        ("Asia/Kolkata", {"parts_of_day": {PartOfDay.MORNING}}, [1]),
    ],
)
def test_day_and_part_of_day_are_those_of_the_readers_clock(zone, asked, expected):
    rows = [make_meeting_row(1, start=time(22)), make_meeting_row(2, weekdays="", start=None)]

    found = found_by(rows, reader_zone=zone, **{name: frozenset(values) for name, values in asked.items()})

    assert ids(found) == expected


def test_pages_follow_one_another_and_counts_are_of_all_matches():
    rows = [make_meeting_row(number, start=time(number % 24), traits=["open"] * (number % 2)) for number in range(1, 8)]

    pages = [found_by(rows, page=page, page_size=3, counted=True) for page in (1, 2, 3, 4)]

    assert [ids(page) for page in pages] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert {page.total for page in pages} == {7}
    assert pages[0].counts == {"fellowship:NA": 7, "venue:in_person": 7, "language:en": 7, "trait:open": 4}


def test_an_empty_index_finds_nothing():
    found = [found_by([], **asked) for asked in ({}, {"online": True}, {**SPRINGFIELD, "miles": 5, "online": True})]

    assert [(each.total, each.meetings) for each in found] == [(0, ())] * 3


def test_times_of_an_unknown_zone_are_not_guessed():
    found = found_by([make_meeting_row(1, zone="Mars/Olympus"), make_meeting_row(2)])

    assert [(each.meeting_id, each.occurrence is None) for each in found.meetings] == [(2, False), (1, True)]


@pytest.mark.parametrize(
    "asked",
    [
        {"latitude": 39.8},
        {"miles": 5.0},
        {"weekdays": frozenset({1})},
        {"weekdays": frozenset({7}), "reader_zone": "UTC"},
        {"page": 0},
        {"page_size": -1},
        {"grace": timedelta(minutes=-1)},
    ],
)
def test_a_query_that_makes_no_sense_is_refused(asked):
    with pytest.raises(ValueError, match=r"\.$"):
        MeetingQuery(**asked)


@pytest.mark.parametrize(("hours", "expected"), [(7, []), (7.001, [1]), (24, [1]), (24.001, [1, 2])])
def test_nothing_is_found_that_begins_at_the_given_moment_or_later(hours, expected):
    rows = [make_meeting_row(1), make_meeting_row(2, weekdays="2", start=time(12)), make_meeting_row(3, weekdays="")]
    rows[2] = rows[2]._replace(start=None)

    found = found_by(rows, before=MONDAY_NOON + timedelta(hours=hours))

    assert ids(found) == expected


def test_elsewhere_is_what_is_online_and_not_near():
    rows = [
        make_meeting_row(1),
        make_meeting_row(2, venue=Venue.HYBRID),
        make_meeting_row(3, venue=Venue.HYBRID, latitude=45.0),
        make_meeting_row(4, venue=Venue.ONLINE),
    ]

    found = found_by(rows, **SPRINGFIELD, miles=25, online=True, only_elsewhere=True)

    assert (ids(found), found.total) == ([3, 4], 2)
    assert [each.miles for each in found.meetings] == [None, None]


@pytest.mark.parametrize("asked", [{"online": True}, SPRINGFIELD, {}])
def test_elsewhere_needs_a_point_and_what_is_online(asked):
    with pytest.raises(ValueError, match="Elsewhere"):
        MeetingQuery(**asked, only_elsewhere=True)
