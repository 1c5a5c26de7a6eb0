"""The ladder always ends at a human, and stays there until somebody moves the referral."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handrail.referrals.domain.ladder import ASKS_NEXT, MOST_ASKED, STEP, Rung, climbs_at, next_rung
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import OPEN, SAID_YES

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@given(st.sampled_from(OPEN), st.sampled_from(Side), st.integers(0, MOST_ASKED), st.booleans())
def test_four_rungs_lead_to_a_coordinator(stage, turn, asked, has_second):
    rung, climbed = Rung.IN_TIME, []
    for _ in range(4):
        rung = next_rung(rung, stage=stage, turn=turn, asked=asked, has_second_contact=has_second)
        climbed.append(rung)

    assert climbed == sorted(climbed)
    assert climbed[-1] == Rung.COORDINATOR
    assert next_rung(rung, stage=stage, turn=turn, asked=asked, has_second_contact=has_second) == Rung.COORDINATOR


@given(st.sampled_from(OPEN), st.sampled_from(Side), st.booleans())
def test_three_asked_are_enough(stage, turn, has_second):
    rungs = {next_rung(r, stage=stage, turn=turn, asked=MOST_ASKED, has_second_contact=has_second) for r in Rung}

    assert Rung.NEXT_ASKED not in rungs


def test_who_is_expected_somewhere_is_not_offered_round():
    assert set() == ASKS_NEXT & SAID_YES


def test_each_rung_waits_its_time():
    first = climbs_at(Rung.IN_TIME, due_at=AT, rung_at=AT - timedelta(days=1), urgency=Urgency.NOW)
    second = climbs_at(Rung.REMINDED, due_at=AT, rung_at=AT, urgency=Urgency.NOW)
    last = climbs_at(Rung.COORDINATOR, due_at=AT, rung_at=AT, urgency=Urgency.NOW)

    assert (first, second, last) == (AT, AT + STEP[Urgency.NOW], AT + timedelta(hours=1))
