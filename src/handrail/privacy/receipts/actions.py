"""Giving a receipt, coming back with it, and ending it (S16).

A try is counted before its slow hash, in a transaction of its own, and taken back where it was right: of a hundred
guesses sent at once all count, and the database waits for no hash.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, models, transaction

from handrail.privacy.audit.entries import record, record_view
from handrail.privacy.data_keys import KeyDestroyed
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.domain.receipts import (
    FORGOTTEN_AFTER,
    LOCATOR_DIGITS,
    SECRET_DIGITS,
    Tries,
    check_pin,
    may_try_from,
    read_number,
    read_pin,
    standing,
)
from handrail.privacy.domain.retention import Retention
from handrail.privacy.erasing.ledger import note
from handrail.privacy.models import LocatorTries, Receipt, Subject
from handrail.privacy.receipts.proofs import blind_locator, is_proof_of, keep_proof
from handrail.privacy.receipts.queries import holder_of, named
from handrail.privacy.retaining.actions import forget
from handrail.web.translation import mark

MOST_DRAWN = 100  # locators drawn for one receipt: with half of them taken, the chance of none free is 1 in 2**100
ENDED = "receipt.ended"


class ReceiptRefused(Exception):
    """The message may be shown to anybody: it is the same for every reason."""

    def __init__(self) -> None:
        super().__init__(mark("This did not open. Check the 16 digits, and the PIN if you chose one."))


class ReceiptPaused(Exception):
    """The message may be shown to anybody. `may_try_from` is the same whether or not there is such a receipt."""

    def __init__(self, may_try_from: datetime) -> None:
        super().__init__(mark("This number was typed wrong several times. Please wait before you try again."))
        self.may_try_from = may_try_from


class NoLocatorFree(Exception):
    """More receipts are open than six digits can tell apart. The message may be shown to the operator."""


@dataclass(frozen=True)
class MadeReceipt:
    """Shown to the person once: `number` is kept nowhere, and stays out of tracebacks."""

    public_id: str
    number: str = field(repr=False)


def give_receipt(*, subject: Subject, about: str, lasts: timedelta, pin: str = "", at: datetime) -> MadeReceipt:
    """A number for whoever has no account, to come back to what it is `about`. Raises `PinRefused`."""
    secret = drawn(SECRET_DIGITS)
    receipt = Receipt(subject=subject, about=about, made_at=at, ends_at=at + lasts)
    keep_proof(receipt, secret=secret, pin=check_pin(pin))
    keep_new(receipt, at=at)
    return MadeReceipt(receipt.public_id, f"{receipt.locator:0{LOCATOR_DIGITS}}{secret}")


@transaction.atomic
def keep_new(receipt: Receipt, *, at: datetime) -> None:
    subject = Subject.objects.select_for_update().get(pk=receipt.subject_id)
    if subject.erased_at is not None:
        raise KeyDestroyed("This was erased.")
    if not any(is_kept_under(receipt, int(drawn(LOCATOR_DIGITS))) for _ in range(MOST_DRAWN)):
        raise NoLocatorFree("Too many receipts are open.")
    record("receipt.given", by=PRODUCT, at=at, subject=subject, about=named(receipt))


def is_kept_under(receipt: Receipt, locator: int) -> bool:
    """False where the locator is of another receipt that is still open."""
    receipt.locator = locator
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
    except IntegrityError:
        if Receipt.objects.filter(locator=locator, ended_at=None).exists():
            return False
        raise
    return True


def open_receipt(*, number: str, pin: str, at: datetime) -> Receipt:
    """The receipt, for who types its number, and its PIN if it has one. Raises `ReceiptRefused` or `ReceiptPaused`.

    Not within another transaction: a wrong try counts in any case. It opens also while deletion is asked for and not
    yet done: with it the person takes that back.
    """
    typed = read_number(number)
    if typed is not None:
        count_try(typed.locator, at=at)
    receipt = openable(int(typed.locator), at=at) if typed else None
    is_right = is_proof_of(receipt, secret=typed.secret if typed else "", pin=read_pin(pin))
    if receipt is None or typed is None or not is_right:
        raise ReceiptRefused
    return welcome(receipt.pk, typed.locator, at=at)


def count_try(locator: str, *, at: datetime) -> None:
    """As a wrong one, until it turns out right. Raises `ReceiptPaused`, and then it is not counted."""
    with transaction.atomic(durable=True):
        row, _ = LocatorTries.objects.select_for_update().get_or_create(
            who=blind_locator(locator), defaults={"last_at": at}
        )
        tries = standing(Tries(row.wrong, row.last_at), at=at)
        is_open = may_try_from(tries) <= at
        row.wrong, row.last_at = (tries.wrong + 1, at) if is_open else (tries.wrong, tries.last_at)
        row.save(update_fields=["wrong", "last_at"])
    if not is_open:
        raise ReceiptPaused(may_try_from(tries))


def openable(locator: int, *, at: datetime) -> Receipt | None:
    return Receipt.objects.openable(at=at).filter(locator=locator).select_related("subject").first()


@transaction.atomic
def welcome(pk: int, locator: str, *, at: datetime) -> Receipt:
    """The tries were theirs, so they are forgotten. One that was ended during the hash is refused."""
    rows = Receipt.objects.openable(at=at).filter(pk=pk).select_related("subject")
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise ReceiptRefused
    LocatorTries.objects.filter(who=blind_locator(locator)).update(wrong=0)
    holder, about = holder_of(receipt=found), named(found)
    record_view("receipt.opened", by=holder, at=at, subject=found.subject, about=about, purpose="own_receipt")
    return found


@transaction.atomic
def end_receipt(*, receipt: Receipt, by: Actor, at: datetime) -> bool:
    """From now on it looks like one that never was, also after a restore. False where it had ended before."""
    subject = Subject.objects.select_for_update().get(pk=receipt.subject_id)
    if not Receipt.objects.filter(pk=receipt.pk, ended_at=None).update(ended_at=max(at, receipt.made_at)):
        return False
    record(ENDED, by=by, at=at, subject=subject, about=named(receipt))
    note(ENDED, receipt.public_id, at=at)
    return True


@transaction.atomic
def lengthen_receipts(*, subject: Subject, about: str, until: datetime, by: Actor, at: datetime) -> int:
    """What a person agreed to anew lasts longer than their number: with it they take it back, so it lasts as long."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    open_ones = list(Receipt.objects.openable(at=at).filter(subject=subject, about=about, ends_at__lt=until))
    for receipt in open_ones:
        Receipt.objects.filter(pk=receipt.pk).update(ends_at=until)
        record("receipt.lengthened", by=by, at=at, subject=subject, about=named(receipt))
    return len(open_ones)


def forget_past_receipts(*, at: datetime) -> int:
    """A pass of the worker: receipts that open nothing any more, and tries that count no more."""
    tries, _ = LocatorTries.objects.filter(last_at__lte=at - FORGOTTEN_AFTER).delete()
    return tries + forget(Retention.RECEIPT, past_receipts, at=at)


def past_receipts(before: datetime) -> models.QuerySet[Receipt]:
    return Receipt.objects.past(before=before)


def drawn(digits: int) -> str:
    return f"{secrets.randbelow(10**digits):0{digits}}"
