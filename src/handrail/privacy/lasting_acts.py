"""What no restored backup may undo: deletion, holds, and the end of a consent, receipt or signed paper (S33, S34)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from handrail.privacy.agreements.actions import end_again, end_key
from handrail.privacy.consenting.actions import end_consent, withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import (
    ask_erasure,
    destroy_keys_of_programs,
    end_due_requests,
    erase_own,
    request_key,
    undo,
    write_undone,
)
from handrail.privacy.erasing.lasting import KEY_PARTS, LastingAct
from handrail.privacy.holds.actions import end_hold, hold_again, hold_key
from handrail.privacy.models import AgreementEnd, AuditEntry, Consent, Erasure, LegalHold, Receipt, Subject
from handrail.privacy.receipts.actions import ENDED, end_receipt

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
    destroy_keys_of_programs(subject=subject, by=PRODUCT, at=at)
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


def known_placed() -> Known:
    """As the line was when it was placed: whoever lifted it since stands in the line of that act."""
    for hold in LegalHold.objects.select_related("subject"):
        hold.lifted_by = ""
        yield hold_key(hold), hold.placed_at


@transaction.atomic
def placed_again(*, key: str, at: datetime) -> bool:
    return hold_again(key=key, at=at) is not None


def known_lifted() -> Known:
    for hold in LegalHold.objects.exclude(lifted_at=None).select_related("subject"):
        if hold.lifted_at:
            yield hold_key(hold), hold.lifted_at


@transaction.atomic
def lifted_again(*, key: str, at: datetime) -> bool:
    """Its placing stands in a line before."""
    public_id, *_, lifted_by = key.split(KEY_PARTS)
    hold = LegalHold.objects.filter(public_id=public_id, lifted_at=None).select_related("subject").first()
    if hold is None:
        return False
    end_hold(hold=hold, lifted_by=lifted_by, by=PRODUCT, at=at)
    return True


def known_agreements() -> Known:
    return ((end_key(end), end.recorded_at) for end in AgreementEnd.objects.select_related("agreement"))


def known_ended_receipts() -> Known:
    """By the record of acts: the receipt itself goes when it has ended."""
    acts = AuditEntry.objects.filter(what=ENDED).values_list("about", "at")
    return ((about.removeprefix("receipt:"), at) for about, at in acts)


def receipt_ended_again(*, key: str, at: datetime) -> bool:
    receipt = Receipt.objects.filter(public_id=key, ended_at=None).first()
    return receipt is not None and end_receipt(receipt=receipt, by=PRODUCT, at=at)


LASTING_ACTS = {
    "agreement.ended": LastingAct(known_agreements, end_again),
    "hold.placed": LastingAct(known_placed, placed_again),
    "hold.lifted": LastingAct(known_lifted, lifted_again),
    "erasure.asked": LastingAct(known_requests, request_again),
    "erasure.taken_back": LastingAct(known_undone, undone_again),
    "subject.erased": LastingAct(known_erased, erased_again),
    DESTROYED: LastingAct(known_destroyed, destroyed_again),
    "consent.withdrawn": LastingAct(known_withdrawn, withdrawn_again),
    "consent.ended": LastingAct(known_ended, ended_again),
    ENDED: LastingAct(known_ended_receipts, receipt_ended_again),
}
