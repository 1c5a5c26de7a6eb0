"""Legal holds: an officer stops every deletion of a person's record and frees it again, also after a restore (S33)."""

from datetime import datetime

from django.db import transaction

from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.erasing.lasting import KEY_PARTS
from handrail.privacy.erasing.ledger import note
from handrail.privacy.holds.queries import about, subject_told
from handrail.privacy.models import LegalHold, Subject
from handrail.privacy.sealed_values import seal

UNTOLD = "secret"
REASON_LOST = (
    "The reason is no longer here: it was lost when a backup from before this hold was put back. The hold stands all "
    "the same. The order or duty is among the papers of legal demands of the officer who placed it."
)


class HoldRefused(Exception):
    """The message may be shown to the officer."""


@transaction.atomic
def place_hold(*, subject: Subject, reason: str, by: Actor, at: datetime, is_secret: bool = False) -> LegalHold:
    """Stops every deletion of this person's record. Only an officer may, and the record says who and why."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if not reason.strip():
        raise HoldRefused("Say which order or duty demands the record.")
    hold = LegalHold(subject=subject, placed_by=by.public_id, placed_at=at, is_secret=is_secret)
    keep_hold(hold, reason=reason, by=by, at=at)
    return hold


def keep_hold(hold: LegalHold, *, reason: str, by: Actor, at: datetime) -> None:
    """Call it in a transaction, with the person's row locked."""
    seal(hold, at=at, reason=reason)
    hold.save(force_insert=True)
    record_hold("hold.placed", hold, by, at)
    note("hold.placed", hold_key(hold), at=at)


@transaction.atomic
def lift_hold(*, hold: LegalHold, by: Actor, at: datetime) -> None:
    end_hold(hold=hold, lifted_by=by.public_id, by=by, at=at)


@transaction.atomic
def end_hold(*, hold: LegalHold, lifted_by: str, by: Actor, at: datetime) -> None:
    """`by` is another than who lifted it where that is done again after a restore."""
    Subject.objects.select_for_update().get(pk=hold.subject_id)
    hold = LegalHold.objects.select_related("subject").get(pk=hold.pk)
    if hold.lifted_at is None:
        hold.lifted_by, hold.lifted_at = lifted_by, at
        hold.save(update_fields=["lifted_by", "lifted_at"])
        record_hold("hold.lifted", hold, by, at)
        note("hold.lifted", hold_key(hold), at=at)


def record_hold(what: str, hold: LegalHold, by: Actor, at: datetime) -> None:
    record(what, by=by, at=at, subject=subject_told(hold), about=about(hold))


def hold_key(hold: LegalHold) -> str:
    """All that is needed to place it again: the reason is sealed, and stands in no file outside."""
    told = UNTOLD if hold.is_secret else ""
    return KEY_PARTS.join((hold.public_id, hold.subject.public_id, hold.placed_by, told, hold.lifted_by))


def hold_again(*, key: str, at: datetime) -> LegalHold | None:
    """As it was placed, if the backup knows the person. Its reason was lost with what came after the backup."""
    public_id, person, placed_by, told, _ = key.split(KEY_PARTS)
    subject = Subject.objects.select_for_update().filter(public_id=person).first()
    if subject is None or LegalHold.objects.filter(public_id=public_id).exists():
        return None
    hold = LegalHold(public_id=public_id, subject=subject, placed_by=placed_by, placed_at=at, is_secret=told == UNTOLD)
    keep_hold(hold, reason=REASON_LOST, by=PRODUCT, at=at)
    return hold
