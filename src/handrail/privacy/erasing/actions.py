"""Deletion: asked for, hidden at once, taken back within a day, carried out, and done again after a restore (S33)."""

import logging
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.erasing.contract import erases, locks
from handrail.privacy.erasing.ledger import HeldByLaw, note
from handrail.privacy.erasing.queries import kept_by_programs
from handrail.privacy.holds.queries import is_held
from handrail.privacy.master_keys import Purpose
from handrail.privacy.models import (
    BlindIndex,
    Consent,
    Erasure,
    Identity,
    Receipt,
    Subject,
)
from handrail.privacy.queries import held_subjects

logger = logging.getLogger("handrail.erasing")

MAY_BE_TAKEN_BACK = timedelta(days=1)  # S33
OF_PROGRAMS = (Purpose.PROGRAMS, Purpose.NOTES)


class ErasureRefused(Exception):
    """The message may be shown to the person who asked."""


class ErasureHeld(ErasureRefused, HeldByLaw):
    """The same, for a deletion that the law holds up."""

    def __init__(self) -> None:
        super().__init__("An officer stopped this deletion, because the law demands the record.")


class ErasuresFailed(Exception):
    """Some could not be carried out, and wait for the next pass. The log has their ids."""


@transaction.atomic
def ask_erasure(*, subject: Subject, by: Actor, at: datetime) -> Erasure:
    """Hides what is the person's own at once. It is gone a day later, unless they sign in anew and take it back."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    standing = Erasure.objects.filter(subject=subject, undone_at=None).first()
    if standing is not None:
        return standing
    erasure = Erasure.objects.create(subject=subject, asked_at=at, due_at=at + MAY_BE_TAKEN_BACK)
    record("erasure.asked", by=by, at=at, subject=subject)
    note("erasure.asked", subject.public_id, at=at)
    return erasure


@transaction.atomic
def take_back_erasure(*, subject: Subject, by: Actor, at: datetime) -> None:
    """The caller has seen the person sign in anew. After a day there is nothing to take back."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    erasure = Erasure.objects.filter(subject=subject, undone_at=None, done_at=None, due_at__gt=at).first()
    if erasure is None:
        raise ErasureRefused("There is nothing to bring back.")
    undo(erasure, by=by, at=at)


def undo(erasure: Erasure, *, by: Actor, at: datetime) -> None:
    erasure.undone_at = at
    erasure.save(update_fields=["undone_at"])
    record("erasure.taken_back", by=by, at=at, subject=erasure.subject)
    note("erasure.taken_back", request_key(erasure), at=at)


def write_undone(*, subject: Subject, asked_at: datetime, at: datetime) -> Erasure:
    """A request that was asked for and taken back after the backup was made. Two never stand at once."""
    due_at = asked_at + MAY_BE_TAKEN_BACK
    return Erasure.objects.create(subject=subject, asked_at=asked_at, due_at=due_at, undone_at=at)


def end_due_requests(*, subject: Subject, at: datetime) -> None:
    """What was asked for is done, by another way than the pass of the worker."""
    subject.erasures.filter(undone_at=None, done_at=None, due_at__lte=at).update(done_at=at)


def request_key(erasure: Erasure) -> str:
    """Which request of a person: somebody may ask, think again, and ask once more."""
    return f"{erasure.subject.public_id}@{erasure.asked_at.astimezone(UTC).isoformat()}"


def carry_out_erasures(*, at: datetime) -> int:
    """A pass of the worker. Returns how many were carried out. One that fails holds up no other, and is told."""
    due = Erasure.objects.filter(undone_at=None, done_at=None, due_at__lte=at).exclude(subject__in=held_subjects())
    tried = [attempted(*one, at) for one in list(due.order_by("due_at").values_list("pk", "subject__public_id"))]
    if failed := tried.count(None):
        raise ErasuresFailed(f"{failed} of {len(tried)} erasures failed.")
    return sum(filter(None, tried))


def attempted(pk: int, subject: str, at: datetime) -> bool | None:
    """None where it failed: nothing of it is done, and the next pass finds it again."""
    try:
        return carry_out(pk, at)
    except Exception:
        logger.exception("erasure failed", extra={"ids": {"subject": subject}})
        return None


@transaction.atomic
def carry_out(pk: int, at: datetime) -> bool:
    erasure = Erasure.objects.select_related("subject").get(pk=pk)
    subject = locked(erasure.subject)
    erasure.refresh_from_db()
    if erasure.undone_at or erasure.done_at or is_held(subject):
        return False
    erasure.done_at = at
    erasure.save(update_fields=["done_at"])
    erase_own(subject=subject, by=PRODUCT, at=at)
    return True


@transaction.atomic
def erase_own(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Destroys what is the person's own, in every package and in every later backup: their key goes last.

    What programs must keep stays under its own key, and the record of acts with random ids only. Twice is once.
    """
    subject = locked(subject)
    if subject.erased_at is not None:
        return
    if is_held(subject):
        raise ErasureHeld
    for erase_in_package in erases().values():
        erase_in_package(subject=subject, at=at)
    erase(subject=subject, at=at)
    record("subject.erased", by=by, at=at, subject=subject)
    note("subject.erased", subject.public_id, at=at)


def locked(subject: Subject) -> Subject:
    """After what packages lock first: whoever moves a referral holds its row, and then waits for the person's."""
    for lock_in_package in locks().values():
        lock_in_package(subject=subject)
    return Subject.objects.select_for_update().get(pk=subject.pk)


def erase(*, subject: Subject, at: datetime) -> None:
    """This package's own part of it."""
    Identity.objects.filter(subject=subject).delete()
    BlindIndex.objects.filter(subject=subject).delete()
    Receipt.objects.filter(subject=subject).delete()
    not_before = Greatest(Value(at), F("signed_at"), output_field=DateTimeField())  # the clock may have been moved back
    Consent.objects.filter(subject=subject, revoked_at=None).update(revoked_at=not_before)
    Consent.objects.filter(subject=subject, ended_at=None).update(ended_at=not_before)
    subject.keys.filter(purpose=Purpose.SUBJECTS).delete()
    subject.erased_at = at
    subject.save(update_fields=["erased_at"])


@transaction.atomic
def destroy_program_records(*, subject: Subject, by: Actor, at: datetime) -> None:
    """When every program has said that its time has passed: their keys go, and nothing of them opens again.

    Papers with a time of their own are sealed under the same keys. They stop it until the pass has removed them.
    """
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if not is_held(subject) and kept_by_programs(subject=subject).papers:
        raise ErasureRefused("Papers about this person are within the time for which the law has them kept.")
    destroy_keys_of_programs(subject=subject, by=by, at=at)


@transaction.atomic
def destroy_keys_of_programs(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Also after a restore: what papers the backup brought back had passed their time before."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if is_held(subject):
        raise ErasureHeld
    subject.keys.filter(purpose__in=OF_PROGRAMS).delete()
    record("program_records.destroyed", by=by, at=at, subject=subject)
    note("program_records.destroyed", subject.public_id, at=at)
