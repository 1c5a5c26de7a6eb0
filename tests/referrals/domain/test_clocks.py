"""Limits: by urgency, by the wall clock of a zone, and never absent while a referral is open."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.zones import BY_STATE, zone_of_state
from handrail.referrals.domain.clocks import CLOCKS, answer_due, due_at, is_sound_time, next_working_day, turn_of
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, OPEN, Stage

CHICAGO = "America/Chicago"
START = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 7 * 366 * 1440).map(lambda minutes: START + timedelta(minutes=minutes))


def wall(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(CHICAGO))


@pytest.mark.parametrize(
    ("urgency", "since", "due"),
    [
        (Urgency.NOW, wall(2026, 11, 23, 23, 50), wall(2026, 11, 24, 0, 20)),
        (Urgency.TODAY, wall(2026, 11, 23, 9), wall(2026, 11, 23, 13)),
        (Urgency.NEXT_DAY, wall(2026, 11, 23, 9), wall(2026, 11, 24, 17)),
        (Urgency.NEXT_DAY, wall(2026, 11, 27, 9), wall(2026, 11, 30, 17)),  # Friday: Monday
        (Urgency.NEXT_DAY, wall(2026, 3, 6, 9), wall(2026, 3, 9, 17)),  # over the night that lacks an hour
        (Urgency.NEXT_DAY, wall(2026, 10, 30, 9), wall(2026, 11, 2, 17)),  # and over the one that has it twice
    ],
)
def test_answers_are_due_by_urgency(urgency, since, due):
    assert answer_due(urgency, since=since, zone=CHICAGO) == due


@given(MOMENTS, st.sampled_from(sorted(set(BY_STATE.values()))))
def test_the_next_working_day_ends_at_five_on_a_weekday_there(since, zone):
    due = next_working_day(since, zone=zone).astimezone(ZoneInfo(zone))

    assert (due.hour, due.minute, due.weekday() < 5) == (17, 0, True)
    assert timedelta(0) < due - since <= timedelta(days=4)


@given(st.sampled_from(OPEN), st.sampled_from(Urgency), MOMENTS)
def test_every_open_stage_is_due_no_sooner_than_it_began(stage, urgency, since):
    due = due_at(stage, since=since, urgency=urgency, zone=CHICAGO, held_until=since + timedelta(hours=1))

    assert due is not None
    assert due >= since


def test_an_end_is_due_never():
    at = datetime(2026, 11, 23, tzinfo=UTC)

    assert [due_at(stage, since=at, urgency=Urgency.NOW, zone=CHICAGO) for stage in ENDS] == [None] * len(ENDS)


def test_nobody_without_a_desk_is_told_off_by_a_clock():
    alone = {stage: turn_of(stage, is_self_referred=True) for stage in CLOCKS}
    one_way = {stage: turn_of(stage, is_one_way=True) for stage in CLOCKS}

    assert Side.SENDER not in {*alone.values(), *one_way.values()}
    assert alone[Stage.DECLINED] == Side.COORDINATOR


@pytest.mark.parametrize(
    ("after", "is_sound"), [(timedelta(0), False), (timedelta(minutes=1), True), (timedelta(days=181), False)]
)
def test_a_time_lies_ahead_and_not_a_year(after, is_sound):
    at = datetime(2026, 11, 23, tzinfo=UTC)

    assert is_sound_time(at + after, at=at) == is_sound


def test_every_state_has_its_clock():
    assert (zone_of_state("il"), zone_of_state("HI"), zone_of_state("??"), len(BY_STATE)) == (
        "America/Chicago",
        "Pacific/Honolulu",
        "America/New_York",
        57,
    )


def test_a_question_of_a_friday_is_due_before_the_programs_lose_it():
    friday = wall(2026, 11, 27, 15)

    due = due_at(Stage.ASKING, since=friday, urgency=Urgency.NEXT_DAY, zone=CHICAGO)

    assert due == friday + timedelta(hours=20)
