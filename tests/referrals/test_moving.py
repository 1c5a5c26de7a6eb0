"""A referral moves by the table, by consent and by its log, and by nothing else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.people import make_organization
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry
from handrail.referrals.domain.moves import Given, MoveRefused
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral, ReferralMove
from handrail.referrals.moving.actions import move
from handrail.referrals.moving.consent import decision_for
from referrals.samples import NOON, agree_to, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db


def test_a_referral_goes_its_whole_way_and_its_log_tells_it():
    sender, _ = make_sender()
    _, facility = make_program()

    referral = make_referral(sender=sender)
    way = (Stage.SENT, Stage.ACKNOWLEDGED, Stage.EXPECTED, Stage.ARRIVED, Stage.COMPLETED)
    referral = moved(referral, *way, facility=facility)

    assert [step.to_stage for step in referral.history.all()] == list(way)
    assert (referral.stage, referral.outcome, referral.turn, referral.due_at) == ("completed", "care_began", "", None)


def test_nobody_is_sent_where_they_did_not_agree_to_go():
    sender, _ = make_sender()
    (_, one), (_, other) = make_program(), make_program()
    referral = make_referral(sender=sender)
    agree_to(referral, one)

    with pytest.raises(MoveRefused) as refused:
        move(referral=referral, to=Stage.SENT, side=Side.SENDER, by=PRODUCT, at=NOON, facility=other)

    assert refused.value.code == "needs_consent"
    assert Referral.objects.get().stage == Stage.DRAFT


def test_a_consent_that_was_withdrawn_sends_nobody():
    sender, _ = make_sender()
    _, facility = make_program()
    referral = make_referral(sender=sender)
    withdraw_consent(consent=agree_to(referral, facility), by=PRODUCT, at=NOON)

    with pytest.raises(MoveRefused) as refused:
        move(referral=referral, to=Stage.SENT, side=Side.SENDER, by=PRODUCT, at=NOON, facility=facility)

    assert refused.value.code == "needs_consent"


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("part2_program", "a signed agreement with their sender is missing"),
        ("", "what we are before the law lets nothing pass"),
    ],
)
def test_where_a_paper_is_missing_nobody_is_told_that_the_person_has_not_agreed(settings, role, said):
    settings.OPERATOR_ROLE = role
    sender = make_organization(name="Example Police", kind="police")
    _, facility = make_program()
    referral = make_referral(sender=sender)
    agree_to(referral, facility)

    with pytest.raises(MoveRefused, match=said) as refused:
        move(referral=referral, to=Stage.SENT, side=Side.COORDINATOR, by=PRODUCT, at=NOON, facility=facility)

    assert refused.value.code == "needs_consent"


def test_the_former_program_loses_it_in_the_move_that_goes_on():
    sender, _ = make_sender()
    _, facility = make_program()
    referral = moved(make_referral(sender=sender), Stage.SENT, Stage.DECLINED, facility=facility)

    assert (referral.facility, referral.consent, referral.turn) == (None, None, Side.SENDER)


@pytest.mark.parametrize("change", [{"stage": Stage.ARRIVED}, {"moves": 7}, {"moves": 1}])
def test_the_database_moves_nothing_without_its_log(change):
    sender, _ = make_sender()
    referral = moved(make_referral(sender=sender), Stage.CANCELED)
    values = {"stage": Stage.CANCELED, "moves": referral.moves} | change
    if values == {"stage": referral.stage, "moves": referral.moves}:
        values["stage"] = Stage.IN_ERROR

    with pytest.raises(IntegrityError, match=r"log|constraint|referrals"), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**values)

    assert Referral.objects.get().stage == Stage.CANCELED


def test_the_log_never_changes():
    sender, _ = make_sender()
    moved(make_referral(sender=sender), Stage.CANCELED)

    for statement in ("UPDATE referrals_referralmove SET number = 9", "DELETE FROM referrals_referralmove"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    assert ReferralMove.objects.get().number == 1


def test_times_that_are_a_slip_of_the_hand_are_refused():
    sender, _ = make_sender()
    _, facility = make_program()
    referral = moved(make_referral(sender=sender), Stage.SENT, facility=facility)

    for wrong in (NOON - timedelta(hours=1), NOON, NOON + timedelta(days=366)):
        given = Given(expected_at=wrong)
        with pytest.raises(MoveRefused) as refused:
            move(referral=referral, to=Stage.EXPECTED, side=Side.RECEIVER, by=PRODUCT, at=NOON, given=given)
        assert refused.value.code == "needs_time"


def test_erasing_ends_what_is_open_and_forgets_the_words():
    from handrail.referrals.actions import erase

    sender, _ = make_sender()
    _, facility = make_program()
    referral = moved(make_referral(sender=sender), Stage.SENT, facility=facility)

    erase(subject=referral.subject, at=NOON)

    referral.refresh_from_db()
    assert (referral.stage, referral.outcome, referral.words) == (Stage.CANCELED, Outcome.ERASED, None)


def test_program_that_said_no_is_not_given_the_person_back_by_a_restore():
    sender, _ = make_sender()
    _, facility = make_program()
    referral = moved(make_referral(sender=sender), Stage.SENT, facility=facility)
    consent = referral.consent

    referral = moved(referral, Stage.DECLINED)

    consent.refresh_from_db()
    assert (consent.ended_at, AuditEntry.objects.filter(what="consent.ended").count()) == (NOON, 1)
    assert not decision_for(referral, facility, at=NOON).is_allowed


def test_former_program_loses_its_consent_with_the_next_pick():
    sender, _ = make_sender()
    (_, one), (_, other) = make_program(), make_program()
    referral = moved(make_referral(sender=sender), Stage.SENT, Stage.WAITLISTED, facility=one)
    former, next_one = referral.consent, agree_to(referral, other)

    referral = move(referral=referral, to=Stage.SENT, side=Side.SENDER, by=PRODUCT, at=NOON, facility=other)

    former.refresh_from_db()
    assert (former.ended_at, referral.consent, referral.consent.ended_at) == (NOON, next_one, None)


@pytest.mark.parametrize("kind", ["police", "custody"])
@pytest.mark.parametrize("outcome", [Outcome.LEFT_BEFORE_ADMISSION, Outcome.COULD_NOT_BE_REACHED])
def test_no_program_ends_the_search_for_whom_police_or_custody_sent(kind, outcome):
    sender, _ = make_sender(kind=kind, role="officer")
    referral = make_referral(sender=sender)
    referral = moved(referral, Stage.SENT, Stage.EXPECTED, Stage.NO_SHOW, facility=make_program()[1])
    ends = {"referral": referral, "to": Stage.FAILED, "by": PRODUCT, "at": NOON, "given": Given(outcome=outcome)}

    with pytest.raises(MoveRefused) as refused:
        move(side=Side.RECEIVER, **ends)
    before = Referral.objects.get()
    move(side=Side.COORDINATOR, **ends)

    assert (refused.value.code, before.stage, before.turn) == ("goes_on", Stage.NO_SHOW, Side.COORDINATOR)
    assert Referral.objects.get().outcome == outcome


@pytest.mark.parametrize("outcome", [Outcome.FOUND_CARE_ELSEWHERE, Outcome.DIED])
def test_a_program_ends_it_where_nobody_has_to_be_looked_for(outcome):
    sender, _ = make_sender(kind="police", role="officer")
    referral = moved(make_referral(sender=sender), Stage.SENT, Stage.EXPECTED, facility=make_program()[1])

    given = Given(outcome=outcome)
    move(referral=referral, to=Stage.FAILED, side=Side.RECEIVER, by=PRODUCT, at=NOON, given=given)

    assert Referral.objects.get().outcome == outcome
