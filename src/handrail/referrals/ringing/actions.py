"""A coordinator rings the person: learns who it is where a consent names us, and notes what came of it (S18, S24)."""

from datetime import datetime, timedelta

from django.db import transaction

from handrail.accounts.models import User
from handrail.directory.calls.queries import hours_kept
from handrail.directory.domain.opening_hours import VARY, Week, read_week
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.messaging.rosters.actions import page
from handrail.messaging.rosters.queries import RosterRefused
from handrail.privacy.audit.entries import record, record_view
from handrail.privacy.consenting.actions import hand_over
from handrail.privacy.domain.actors import Actor
from handrail.privacy.queries import identity_of
from handrail.privacy.sealed_values import opened, seal
from handrail.referrals.domain.ringing import (
    LONGEST_NAME,
    LONGEST_NOTE,
    NO_KIND,
    NO_REASON,
    NO_SPEAKER,
    NOT_NAMED,
    NOT_RUNG,
    OF_A_PROGRAM,
    TOO_LONG,
    NoteKind,
    RingingRefused,
    Why,
    try_again_at,
)
from handrail.referrals.models import CoordinatorNote, Referral
from handrail.referrals.moving.actions import locked
from handrail.referrals.receiving.person_words import person_lines
from handrail.referrals.ringing.queries import (
    TREATMENT,
    can_we_be_named,
    opening_by_us,
    people_nobody_was_called_about,
    tries_at,
)
from handrail.referrals.switch import SwitchedOff, check_switched_on, is_somebody_there

IN_A_PASS = 200
ONE_TRY = timedelta(minutes=1)  # two presses within it are one


@transaction.atomic
def learn_who(*, referral: Referral, why: Why | None, by: Actor, at: datetime) -> list[tuple[str, str, bool]] | None:
    """Who it is, in lines: a hand-over of its own, in the person's account. None where no consent names us.

    The refusal is on record as well. Raises `RingingRefused` without a reason.
    """
    if why is None:
        raise RingingRefused(NO_REASON)
    referral = locked(referral)
    if not can_we_be_named():
        return None
    if not hand_over(subject=referral.subject, asked=opening_by_us(referral, at=at), by=by).is_allowed:
        return None
    subject, about = referral.subject, f"referral:{referral.public_id}"
    record_view("referral.opened_by_us", by=by, at=at, subject=subject, about=about, purpose=TREATMENT, rule=why)
    words = opened(referral, "words")["words"] or {}
    identity = identity_of(subject=subject, by=by, purpose=TREATMENT, at=at) or {}
    return person_lines(words, identity, sender=referral.sender)


@transaction.atomic
def write_note(*, referral: Referral, kind: NoteKind | None, words: str, user: User, by: Actor, at: datetime) -> None:
    """A code and a few words, sealed, for other coordinators alone. Raises `RingingRefused`."""
    if kind is None or kind in OF_A_PROGRAM:
        raise RingingRefused(NO_KIND)
    if len(words.strip()) > LONGEST_NOTE:
        raise RingingRefused(TOO_LONG)
    keep_note(referral, kind, words=words, user=user, by=by, at=at)


@transaction.atomic
def nobody_picked_up(*, referral: Referral, facility: Facility, user: User, by: Actor, at: datetime) -> datetime:
    """That a program was rung in vain, and when to ring again. It is no answer: its clock runs on.

    A press that came twice is one try. Raises `RingingRefused` for a program that nobody has to ring.
    """
    referral = locked(referral)
    check_is_rung(referral, facility)
    before = tries_at(referral=referral, facility=facility).filter(at__gt=at - ONE_TRY, at__lte=at).first()
    if before is not None and before.again_at is not None:
        return before.again_at
    zone = zone_of_state(facility.state)
    again = try_again_at(at=at, urgency=referral.need_urgency, zone=zone, hours=hours_of(facility, at=at))
    keep_note(referral, NoteKind.NOBODY_ANSWERED, user=user, by=by, at=at, facility=facility, again_at=again)
    return again


@transaction.atomic
def spoke_with(*, referral: Referral, facility: Facility, name: str, user: User, by: Actor, at: datetime) -> None:
    """Who at the program said it: sealed, and gone with the person's own words. Raises `RingingRefused`."""
    name = " ".join(name.split())
    if not name:
        raise RingingRefused(NO_SPEAKER)
    if len(name) > LONGEST_NAME:
        raise RingingRefused(TOO_LONG)
    referral = locked(referral)
    check_is_rung(referral, facility)
    keep_note(referral, NoteKind.SPOKE_WITH, words=name, user=user, by=by, at=at, facility=facility)


def check_is_rung(referral: Referral, facility: Facility) -> None:
    """It has the person now, or was asked and may answer."""
    is_asked = referral.questions.filter(facility=facility, gone_at=None).exists()
    if referral.facility_id != facility.pk and not is_asked:
        raise RingingRefused(NOT_RUNG)


def hours_of(facility: Facility, *, at: datetime) -> Week | None:
    kept = hours_kept(facility=facility, at=at)
    return read_week(kept) if kept and kept != VARY else None


def keep_note(
    referral: Referral, kind: NoteKind, *, user: User, by: Actor, at: datetime, words: str = "", **facts: object
) -> None:
    referral = locked(referral)
    if referral.subject.erased_at is not None:
        raise RingingRefused(NOT_NAMED)
    note = CoordinatorNote(subject=referral.subject, referral=referral, kind=kind, written_by=user, at=at, **facts)
    if words.strip():
        seal(note, at=at, words=words.strip())
    note.save(force_insert=True)
    about = f"referral:{referral.public_id}"
    record("referral.noted", by=by, at=at, subject=referral.subject, about=about, rule=kind)


def call_for_untold_people(*, at: datetime) -> int:
    """A pass of the worker: a coordinator rings whom police or custody sent, as soon as one is there (P10)."""
    if not is_somebody_there(at=at):
        return 0
    return sum(called(referral, at=at) for referral in people_nobody_was_called_about().order_by("pk")[:IN_A_PASS])


@transaction.atomic
def called(referral: Referral, *, at: datetime) -> bool:
    try:
        page(roster=check_switched_on(), about=f"referral:{referral.public_id}", at=at)
    except (RosterRefused, SwitchedOff):
        return False
    return True
