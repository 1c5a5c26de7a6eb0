"""The one way in which a referral moves: locked, asked of the table, logged, its clock set, its record written."""

from datetime import datetime

from django.db import transaction

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.privacy.audit.entries import record
from handrail.privacy.consenting.actions import end_consent
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import Decision
from handrail.privacy.sealed_values import seal
from handrail.referrals.domain.clocks import due_at, why_unsound
from handrail.referrals.domain.holds import HoldEnd
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.moves import GOES_ON, NOTHING, Given, MoveRefused, Requires, check_move, may_end_by
from handrail.referrals.domain.releases import UNANSWERED, is_answered
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, KEEPS_A_PLACE, WITH_A_PROGRAM, Stage
from handrail.referrals.ending.actions import end_agreements, end_holds, withdraw_links, withdraw_openings
from handrail.referrals.models import MoveWords, Referral, ReferralMove
from handrail.referrals.moving.consent import consent_row, decision_for, why_refused
from handrail.referrals.turns import is_one_way, turn_in


@transaction.atomic
def move(
    *,
    referral: Referral,
    to: Stage,
    side: Side,
    by: Actor,
    at: datetime,
    given: Given = NOTHING,
    facility: Facility | None = None,
) -> Referral:
    """Moves a referral, or raises `MoveRefused` and changes nothing. The caller has established the side of `by`.

    `facility`: the program that is picked, for a move to SENT. Whether the person agreed to it is asked here, in the
    transaction of the move, and not taken from `given`.
    """
    referral = locked(referral)
    decision = decision_for(referral, facility, at=at) if facility else None
    consent = consent_row(decision) if decision else None
    given = completed(given, referral, has_program=facility is not None, has_consent=consent is not None)
    check_asked(referral, to, side=side, given=given, decision=decision)
    check_end(referral, to, side=side, given=given)
    check_times(given, at=at)
    check_first_day(referral, to)
    if to is Stage.SENT:
        if referral.consent is not None and referral.consent != consent:
            end_consent(consent=referral.consent, by=by, at=at)
        end_former(referral, by=by, at=at)
        referral.facility, referral.consent = facility, consent
    logged(referral, to, side, by, at, given)
    put_stage(referral, to, by=by, at=at, given=given)
    referral.save()
    if to in ENDS:
        end_agreements(referral, by=by, at=at)
    about = f"referral:{referral.public_id}"
    what = "referral.ended" if to in ENDS else "referral.moved"
    record(what, by=by, at=at, subject=referral.subject, about=about, rule=to)
    return referral


def locked(referral: Referral) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related("subject", "sender", "facility")
    return rows.get(pk=referral.pk)


def completed(given: Given, referral: Referral, *, has_program: bool, has_consent: bool) -> Given:
    """What only the database knows."""
    values = {**given.__dict__, "has_program": has_program, "has_consent": has_consent}
    return Given(**values | {"has_questions": referral.questions.exists()})


def check_asked(referral: Referral, to: Stage, *, side: Side, given: Given, decision: Decision | None) -> None:
    """By the table. Where it asks for a consent that stands, what keeps it from counting is said instead."""
    try:
        check_move(Stage(referral.stage), to, side=side, given=given)
    except MoveRefused as refusal:
        if decision is None or refusal.code != f"needs_{Requires.CONSENT}":
            raise
        raise MoveRefused(why_refused(decision), code=refusal.code) from refusal


def check_end(referral: Referral, to: Stage, *, side: Side, given: Given) -> None:
    if to in ENDS and not may_end_by(given.outcome, side=side, is_one_way=is_one_way(referral.sender)):
        raise MoveRefused(GOES_ON, code="goes_on")


def check_times(given: Given, *, at: datetime) -> None:
    for moment, required in ((given.expected_at, Requires.TIME), (given.held_until, Requires.UNTIL)):
        if moment is not None and (wrong := why_unsound(moment, at=at)):
            raise MoveRefused(wrong, code=f"needs_{required}")


def check_first_day(referral: Referral, to: Stage) -> None:
    """Nobody is sent out of a gate before somebody has said what medicine and naloxone they have that day."""
    answers = {"medicine": referral.first_day_medicine, "naloxone": referral.first_day_naloxone}
    if to is Stage.SENT and referral.release_on is not None and not is_answered(**answers):
        raise MoveRefused(UNANSWERED, code="needs_first_day")


def logged(referral: Referral, to: Stage, side: Side, by: Actor, at: datetime, given: Given) -> ReferralMove:
    step = ReferralMove.objects.create(
        referral=referral,
        number=referral.moves + 1,
        from_stage=referral.stage,
        to_stage=to,
        side=side,
        by_kind=by.kind,
        by_id=by.public_id,
        organization_id=by.organization_id,
        at=at,
        facility=referral.facility,
        expected_at=given.expected_at,
        held_until=given.held_until,
        position=given.position if to is Stage.WAITLISTED else None,
        declined_by=(given.declined_by or "") if to is Stage.DECLINED else "",
        reason=(given.reason or "") if to is Stage.DECLINED else "",
        outcome=given.outcome or "",
    )
    if given.words.strip():
        said = MoveWords(subject=referral.subject, move=step)
        seal(said, at=at, words=given.words.strip())
        said.save(force_insert=True)
    return step


def put_stage(referral: Referral, to: Stage, *, by: Actor, at: datetime, given: Given) -> None:
    """The stage and what goes with it: whose turn, until when, and what is over now."""
    referral.moves, referral.stage, referral.stage_since = referral.moves + 1, to, at
    referral.rung, referral.rung_at = Rung.IN_TIME, None
    put_times(referral, to, at=at, given=given)
    if to not in KEEPS_A_PLACE:
        end_holds(referral, HoldEnd.ARRIVED if to is Stage.ARRIVED else HoldEnd.MOVED_ON, by=by, at=at)
    if to is Stage.DECLINED and referral.consent is not None:
        end_consent(consent=referral.consent, by=by, at=at)
    if to not in WITH_A_PROGRAM and to not in ENDS:
        end_former(referral, by=by, at=at)
    if to in ENDS:
        withdraw_links(referral, to, at=at)
        referral.outcome, referral.ended_at = given.outcome or "", max(at, referral.made_at)
    referral.turn = turn_in(to, referral=referral) or ""
    referral.due_at = limit_of(referral, since=at)


def limit_of(referral: Referral, *, since: datetime) -> datetime | None:
    """By when whoever's turn it is must have acted, by the clock on the wall of the program."""
    return due_at(
        Stage(referral.stage),
        since=since,
        urgency=referral.need_urgency,
        zone=zone_of_state(referral.facility.state) if referral.facility else referral.zone,
        expected_at=referral.expected_at,
        held_until=referral.held_until,
        release_on=referral.release_on,
    )


def put_times(referral: Referral, to: Stage, *, at: datetime, given: Given) -> None:
    """A hold that ends in a time keeps the time, and a time that is on its way stays."""
    referral.position = given.position if to is Stage.WAITLISTED else None
    if to is Stage.HELD:
        referral.held_until, referral.expected_at = given.held_until, given.expected_at
    elif to is Stage.EXPECTED:
        referral.expected_at = given.expected_at
    elif to not in (Stage.TRAVELING, Stage.NO_SHOW, Stage.ARRIVED) and to not in ENDS:
        referral.expected_at = None
    if to not in KEEPS_A_PLACE and to not in ENDS:
        referral.held_until = None
    if to is Stage.ARRIVED:
        referral.arrived_at = at


def end_former(referral: Referral, *, by: Actor, at: datetime) -> None:
    """The program that had it until now sees it no more, from this transaction on (S22)."""
    end_holds(referral, HoldEnd.MOVED_ON, by=by, at=at)
    withdraw_openings(referral, at=at)
    referral.facility = referral.consent = None
