from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import make_facility
from handrail.directory.models import Facility
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.fixed_periods import Period, PeriodKind
from handrail.referrals.domain.arrival_rates import Confirmation
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.referral_facts import Ending, SourceKind
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.mirroring.facts import facts_of, requests_of, waiting_at_end_of
from handrail.referrals.models import Question
from handrail.referrals.moving.actions import move
from referrals.mirroring.quarters import arrives, is_turned_away
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db

QUARTER = Period(2026, 10, PeriodKind.QUARTER)
NEXT = Period(2027, 1, PeriodKind.QUARTER)


def asked(referral, facility, *, answer="", number=1, at=NOON):
    answered = {"answer": answer, "answered_at": at + timedelta(hours=1), "answered_way": Way.DESK} if answer else {}
    answered |= {"reason": DeclineReason.NO_PLACE} if answer == Answer.NO else {}
    need = {name: getattr(referral, name) for name in ("age", "level", "medicine", "payer", "is_tonight", "language")}
    return Question.objects.create(
        referral=referral, number=number, facility=facility, asked_at=at, way=Way.DESK, **need, **answered
    )


def test_referral_is_counted_with_its_kinds_and_times():
    sender, _ = make_sender(kind="prison_health", role="nurse")
    _, facility = make_program()
    arrives(facility, sender=sender, language="es", is_injecting=True)

    (facts,) = facts_of(QUARTER)

    assert (facts.source_kind, facts.program_id, facts.need_codes) == (
        SourceKind.JUSTICE,
        facility.public_id,
        frozenset({"withdrawal"}),
    )
    assert (facts.language, facts.injects, facts.ending) == ("es", True, Ending.ARRIVED)
    assert [
        moment - NOON
        for moment in (facts.asked_at, facts.first_answer_at, facts.accepted_at, facts.arrived_at)
        if moment
    ] == [timedelta(hours=hours) for hours in (0, 2, 2, 30)]


def test_nobody_is_counted_before_a_program_was_asked_or_when_written_in_error():
    sender, _ = make_sender()
    _, facility = make_program()
    make_referral(sender=sender)
    moved(make_referral(sender=sender), Stage.SENT, Stage.IN_ERROR, facility=facility)

    assert facts_of(QUARTER) == []


def test_the_calendar_of_the_persons_own_zone_decides_the_quarter():
    sender, _ = make_sender()
    _, facility = make_program()
    midnight = NOON.replace(year=2027, month=1, day=1, hour=3)  # still the year before in Chicago
    moved(make_referral(sender=sender, at=midnight), Stage.SENT, facility=facility, at=midnight)

    assert (len(facts_of(QUARTER)), len(facts_of(NEXT))) == (1, 0)


def test_who_went_on_after_a_no_counts_for_the_program_that_said_yes():
    sender, _ = make_sender()
    (_, first), (_, second) = make_program(), make_program()
    referral = moved(make_referral(sender=sender), Stage.SENT, facility=first)
    referral = moved(referral, Stage.DECLINED, at=NOON + timedelta(hours=1))
    later = NOON + timedelta(hours=5)
    referral = moved(referral, Stage.SENT, facility=second, at=later)
    moved(referral, Stage.EXPECTED, Stage.ARRIVED, Stage.COMPLETED, at=later + timedelta(hours=1))

    (facts,) = facts_of(QUARTER)
    there = facts.seen_there()

    assert (facts.program_id, facts.ending, facts.decline_reason) == (second.public_id, Ending.ARRIVED, None)
    assert (facts.after_asking(facts.first_answer_at), there.after_asking(there.first_answer_at)) == (
        timedelta(hours=1),
        timedelta(hours=1),
    )
    assert (facts.after_asking(facts.accepted_at), there.after_asking(there.accepted_at)) == (
        timedelta(hours=6),
        timedelta(hours=1),
    )


def test_a_no_is_counted_with_its_reason_and_a_persons_own_no_is_none():
    sender, _ = make_sender()
    _, facility = make_program()
    is_turned_away(facility, sender=sender, reason=DeclineReason.NOT_THIS_PAYER)
    own = moved(make_referral(sender=sender), Stage.SENT, facility=facility)
    own = moved(own, Stage.DECLINED, declined_by=DeclinedBy.PERSON, reason=DeclineReason.TOO_FAR)
    moved(own, Stage.CANCELED, outcome=Outcome.PERSON_TOOK_IT_BACK)

    facts = facts_of(QUARTER)

    assert [(each.ending, each.decline_reason) for each in facts] == [
        (Ending.DECLINED, DeclineReason.NOT_THIS_PAYER),
        (Ending.WITHDRAWN, None),
    ]


def test_programs_that_were_only_asked_have_answered_too():
    sender, _ = make_sender()
    _, facility = make_program()
    referral = make_referral(sender=sender)
    asked(referral, facility, answer=Answer.NO)
    move(
        referral=moved(referral, Stage.ASKING),
        to=Stage.FAILED,
        side=Side.SENDER,
        by=PRODUCT,
        at=NOON + timedelta(hours=3),
        given=Given(outcome=Outcome.NO_PROGRAM_FOUND),
    )

    (facts,) = facts_of(QUARTER)

    assert (facts.program_id, facts.ending, facts.decline_reason) == (
        facility.public_id,
        Ending.DECLINED,
        DeclineReason.NO_PLACE,
    )
    assert facts.after_asking(facts.first_answer_at) == timedelta(hours=1)


def test_a_merged_place_counts_as_the_one_that_was_kept():
    sender, _ = make_sender()
    _, facility = make_program()
    arrives(facility, sender=sender)
    kept = make_facility()
    Facility.objects.filter(pk=facility.pk).update(merged_into=kept)

    (facts,) = facts_of(QUARTER)

    assert facts.program_id == kept.public_id


@pytest.mark.parametrize(
    ("sides", "confirmed_by"),
    [
        ((Side.RECEIVER, Side.RECEIVER), Confirmation.PROGRAM),
        ((Side.PERSON, Side.PERSON), Confirmation.PERSON),
        ((Side.RECEIVER, Side.PERSON), Confirmation.BOTH),
    ],
)
def test_who_wrote_down_that_the_person_came_is_kept(sides, confirmed_by):
    sender, _ = make_sender()
    _, facility = make_program()
    referral = moved(make_referral(sender=sender), Stage.SENT, Stage.EXPECTED, facility=facility)
    for to, side in zip((Stage.ARRIVED, Stage.COMPLETED), sides, strict=True):
        given = Given(outcome=Outcome.CARE_BEGAN if to is Stage.COMPLETED else None)
        referral = move(referral=referral, to=to, side=side, by=PRODUCT, at=NOON, given=given)

    (facts,) = facts_of(QUARTER)

    assert facts.confirmed_by == confirmed_by


def test_who_waits_on_a_list_on_the_last_day_is_in_its_census_and_nobody_else():
    sender, _ = make_sender()
    _, facility = make_program()
    waits = moved(make_referral(sender=sender), Stage.SENT, Stage.WAITLISTED, facility=facility)
    moved(waits, Stage.WAITLISTED, at=NOON + timedelta(days=7), position=2)
    left = moved(make_referral(sender=sender), Stage.SENT, Stage.WAITLISTED, facility=facility)
    moved(left, Stage.EXPECTED, at=NOON + timedelta(days=2))
    moved(make_referral(sender=sender), Stage.SENT, facility=facility)

    waiting = waiting_at_end_of(QUARTER)

    assert [(each.waitlisted_from, each.waitlisted_until) for each in waiting] == [(NOON, None)]


def test_the_states_days_are_counted_from_the_request():
    sender, _ = make_sender()
    _, facility = make_program()
    request = NOON - timedelta(days=20)
    arrives(facility, sender=sender, requested_at=request, is_injecting=True)
    make_referral(sender=sender, requested_at=request, is_injecting=True)  # no program was ever asked
    arrives(facility, sender=sender, requested_at=request)

    found = requests_of(QUARTER)

    assert [each.asked_at for each in found] == [request, request]
    assert [each.after_asking(each.arrived_at) for each in found] == [timedelta(days=20, hours=30), None]


def test_queries_are_as_many_for_three_people_as_for_one():
    sender, _ = make_sender()
    _, facility = make_program()
    arrives(facility, sender=sender)
    with CaptureQueriesContext(connection) as one:
        facts_of(QUARTER)
    for _ in range(2):
        arrives(make_program()[1], sender=sender)

    with CaptureQueriesContext(connection) as three:
        found = facts_of(QUARTER)

    assert (len(found), len(three)) == (3, len(one))
