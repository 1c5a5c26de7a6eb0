"""What of a person's own will no restored backup may undo: deletion, and the end of a consent (S33, S34)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from handrail.privacy.consenting.actions import end_consent, withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import (
    ask_erasure,
    destroy_program_records,
    end_due_requests,
    erase_own,
    request_key,
    undo,
    write_undone,
)
from handrail.privacy.erasing.lasting import LastingAct
from handrail.privacy.models import AuditEntry, Consent, Erasure, Subject

DESTROYED = "program_records.destroyed"
Known = Iterable[tuple[str, datetime]]


def known_requests() -> Known:
    return Erasure.objects.values_list("subject__public_id", "asked_at")


def request_again(*, key: str, at: datetime) -> bool:
    subject = Subject.objects.filter(public_id=key, erased_at=None).first()
    if subject is None or subject.erasures.filter(asked_at=at).exists():
        return False
    return ask_erasure(subject=subject, by=PRODUCT, at=at).asked_at == at


def known_undone() -> Known:
    undone = Erasure.objects.exclude(undone_at=None).select_related("subject")
    return ((request_key(erasure), erasure.undone_at) for erasure in undone if erasure.undone_at)


@transaction.atomic
def undone_again(*, key: str, at: datetime) -> bool:
    """Also of a request that the backup does not know: asked for and taken back since."""
    public_id, _, asked = key.partition("@")
    subject = Subject.objects.select_for_update().filter(public_id=public_id, erased_at=None).first()
    if subject is None:
        return False
    asked_at = datetime.fromisoformat(asked)
    erasure = subject.erasures.filter(asked_at=asked_at).first()
    if erasure is None:
        erasure = write_undone(subject=subject, asked_at=asked_at, at=at)
    elif erasure.done_at or erasure.undone_at:
        return False
    undo(erasure, by=PRODUCT, at=at)
    return True


def known_erased() -> Known:
    return (
        (key, at) for key, at in Subject.objects.exclude(erased_at=None).values_list("public_id", "erased_at") if at
    )


@transaction.atomic
def erased_again(*, key: str, at: datetime) -> bool:
    subject = Subject.objects.filter(public_id=key, erased_at=None).first()
    if subject is None:
        return False
    erase_own(subject=subject, by=PRODUCT, at=at)
    end_due_requests(subject=subject, at=at)
    return True


def known_destroyed() -> Known:
    """By the record of acts alone: nothing else tells a key that was destroyed from one that never was."""
    return AuditEntry.objects.filter(what=DESTROYED).values_list("subject_id", "at")


def destroyed_again(*, key: str, at: datetime) -> bool:
    subject = Subject.objects.filter(public_id=key).first()
    if subject is None:
        return False
    destroy_program_records(subject=subject, by=PRODUCT, at=at)
    return True


def known_withdrawn() -> Known:
    """Of those who were erased no consent is left to withdraw."""
    return consents_with("revoked_at")


def withdrawn_again(*, key: str, at: datetime) -> bool:
    consent = Consent.objects.filter(public_id=key, revoked_at=None).select_related("subject").first()
    return consent is not None and bool(withdraw_consent(consent=consent, by=PRODUCT, at=at))


def known_ended() -> Known:
    return consents_with("ended_at")


def ended_again(*, key: str, at: datetime) -> bool:
    consent = Consent.objects.filter(public_id=key, ended_at=None).select_related("subject").first()
    return consent is not None and bool(end_consent(consent=consent, by=PRODUCT, at=at))


def consents_with(moment: str) -> Known:
    return Consent.objects.filter(**{f"{moment}__isnull": False}, subject__erased_at=None).values_list(
        "public_id", moment
    )


LASTING_ACTS = {
    "erasure.asked": LastingAct(known_requests, request_again),
    "erasure.taken_back": LastingAct(known_undone, undone_again),
    "subject.erased": LastingAct(known_erased, erased_again),
    DESTROYED: LastingAct(known_destroyed, destroyed_again),
    "consent.withdrawn": LastingAct(known_withdrawn, withdrawn_again),
    "consent.ended": LastingAct(known_ended, ended_again),
}
