"""Every write of the call desk and of visitors' taps."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from handrail.accounts.models import User
from handrail.directory.actions import bump_openness
from handrail.directory.calls.queries import numbers_to_dial
from handrail.directory.calls.queue import call_queue
from handrail.directory.domain.call_queue import LEASE, NOT_NOW
from handrail.directory.domain.observations import Call, CallRefused, Dialed, RightNumber, check_call
from handrail.directory.domain.open_now import SHELF_LIFE, open_until
from handrail.directory.domain.visitor_answers import Answer
from handrail.directory.models import CallLease, CallOutcome, DeskEvent, Facility, VisitorAnswers
from handrail.web.translation import mark

NOT_YOURS = mark("This call was saved already, or a colleague has taken the place meanwhile.")
NOT_ITS_NUMBER = mark("This place has no such number any more. Look at its numbers again.")
COLLEAGUE = mark("A colleague is calling this place now.")


def take_next(*, by: User, at: datetime) -> Facility | None:
    """The first place of the queue that no colleague takes in the same moment; None where nothing waits."""
    for waiting in call_queue(at=at, most=10):
        facility = Facility.objects.get(pk=waiting.pk)
        try:
            take_place(facility=facility, by=by, at=at)
        except CallRefused:
            continue
        return facility
    return None


@transaction.atomic
def take_place(*, facility: Facility, by: User, at: datetime) -> None:
    """Make the place this caller's for some minutes. Of two at once, one gets it."""
    free = CallLease.objects.filter(Q(until__lte=at) | Q(by=by), facility=facility)
    if free.update(by=by, until=at + LEASE):
        return
    try:
        with transaction.atomic():
            CallLease.objects.create(facility=facility, by=by, until=at + LEASE)
    except IntegrityError as error:
        raise CallRefused(COLLEAGUE) from error


def set_aside(*, facility: Facility, by: User, at: datetime) -> None:
    """Not now: the place comes back into the queue after some hours."""
    CallLease.objects.filter(facility=facility, by=by).update(until=at + NOT_NOW)


@transaction.atomic
def save_call(*, facility: Facility, call: Call, note: str, by: User, at: datetime, number: str = "") -> CallOutcome:
    """Keep what was heard, and of which `number` by its key; without one, of the number people are told to ring.

    The lease is spent by it, so that a second tap on the button saves nothing.
    """
    check_call(call)
    dialed, key = number_dialed(facility, number, at=at)
    if not CallLease.objects.filter(facility=facility, by=by).delete()[0]:
        raise CallRefused(NOT_YOURS)
    was_open = open_by_call(facility, at=at)
    outcome = CallOutcome.objects.create(
        facility=facility,
        at=call.at,
        by=by,
        dialed=dialed,
        phone_key=key,
        answered=call.answered,
        right_number=call.right_number,
        new_patients=call.new_patients,
        days_to_first_dose=call.days_to_first_dose,
        medicines=dict(call.medicines),
        covers=dict(call.covers),
        note=note,
    )
    DeskEvent.objects.create(at=at, by=by, kind="call.saved", facility=facility)
    is_verified = call.answered and call.right_number is RightNumber.YES and verify(facility, key, at=at)
    if is_verified or open_by_call(facility, at=at) != was_open:
        bump_openness(at=at)  # the light number: nothing that is searched has changed, so nothing is built anew
    return outcome


def number_dialed(facility: Facility, number: str, *, at: datetime) -> tuple[Dialed, str]:
    """Which of its numbers: the one to call first where nobody says."""
    numbers = numbers_to_dial(facility=facility, at=at)
    if not number:
        return (numbers[0].kind, numbers[0].key) if numbers else (Dialed.MAIN, "")
    known = {each.key: each.kind for each in numbers}
    if number not in known:
        raise CallRefused(NOT_ITS_NUMBER)
    return known[number], number


def verify(facility: Facility, key: str, *, at: datetime) -> bool:
    """Whether the day of the newest check has moved on. Only by a number that is listed: another proves it wrong."""
    if key not in facility.number_keys:
        return False
    older = Q(last_verified_at=None) | Q(last_verified_at__lt=at)
    checked = {"last_verified_at": at, "verified_phone_key": key}
    return bool(Facility.objects.filter(older, pk=facility.pk).update(**checked))


def open_by_call(facility: Facility, *, at: datetime) -> datetime | None:
    fresh = CallOutcome.objects.filter(facility=facility, at__gt=at - SHELF_LIFE)
    return open_until((row.call for row in fresh), at=at)


def count_tap(*, facility: Facility, answer: Answer, at: datetime) -> None:
    """One more visitor gave this answer today. It changes nothing that is listed, and no order of results."""
    of_today = {"facility": facility, "day": at.date(), "answer": answer, "phone_key": facility.number_key}
    today = VisitorAnswers.objects.filter(**of_today)
    if today.update(times=F("times") + 1):
        return
    try:
        with transaction.atomic():
            VisitorAnswers.objects.create(**of_today, times=1)
    except IntegrityError:  # another visitor gave the day's first answer a moment ago
        today.update(times=F("times") + 1)
