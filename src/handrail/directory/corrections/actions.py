"""Every write about reported problems: the rules are asked first, the record of who did it is kept with it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, transaction
from django.db.models import F

from handrail.accounts.models import User
from handrail.directory.actions import bump_revision, locked_revision
from handrail.directory.domain.checked_values import checked_value
from handrail.directory.domain.corrections import WAIT, WORDS_KEPT, Field, Kind, Standing, State, check_step, due_on
from handrail.directory.domain.observations import Dialed
from handrail.directory.models import CallOutcome, CheckedFact, Correction, DeskEvent, Facility
from handrail.directory.models.corrections import OF_REPORTERS
from handrail.kernel.busy_database import not_waiting
from handrail.web.translation import mark

MOST_OPEN_OF_A_KIND = 10  # the eleventh report of one problem tells nothing new, and a flood must end somewhere
CHANGED = mark("A colleague changed this report while you wrote. Look at what changed, then send it again.")


class ChangedMeanwhile(Exception):
    """Somebody else wrote first. `seen` is the version the person had before their eyes."""

    def __init__(self, seen: int) -> None:
        super().__init__(CHANGED)
        self.seen = seen


@dataclass(frozen=True)
class Report:
    """What a visitor wrote, already bounded."""

    kind: Kind
    words: str = ""
    phone: str = ""
    website: str = ""
    address: str = ""


@dataclass(frozen=True)
class Decision:
    """What an operator wrote with a step. `seen` is the version of the report on their screen."""

    seen: int
    field: str = ""
    value: str = ""
    reason: str = ""


@transaction.atomic
def open_correction(*, facility: Facility, report: Report, at: datetime) -> Correction:
    """A new report with its due date, or one more behind the newest where so many of its kind are open already."""
    alike = Correction.objects.open().filter(facility=facility, kind=report.kind).order_by("-opened_at", "-pk")
    newest = alike.select_for_update().first()  # two reports at once count one after the other
    if newest and alike.count() >= MOST_OPEN_OF_A_KIND:
        Correction.objects.filter(pk=newest.pk).update(more=F("more") + 1)
        newest.refresh_from_db()
        return newest
    return Correction.objects.create(
        facility=facility,
        kind=report.kind,
        words=report.words,
        proposed_phone=report.phone,
        proposed_website=report.website,
        proposed_address=report.address,
        opened_at=at,
        due_on=due_on(report.kind, day=at.date()),
    )


@transaction.atomic
def move(*, correction: Correction, to: State, decision: Decision, by: User, at: datetime) -> Correction:
    """Bring a report to its next state, or refuse with a reason that can be shown."""
    if to is State.CONFIRMED:
        locked_revision(at=at)  # before any row, in the order of imports: what is confirmed may close the place
    held = Correction.objects.select_for_update().select_related("facility").get(pk=correction.pk)
    if held.version != decision.seen:
        raise ChangedMeanwhile(decision.seen)
    before = State(held.state)
    field, value = fact_of(held, to, decision)
    check_step(standing(held, field=field, decision=decision, by=by, at=at), to)
    enter(held, to, field=field, value=value, reason=decision.reason, by=by, at=at)
    held.version += 1
    held.save()
    kind = f"correction.{before.value}.{to.value}"
    DeskEvent.objects.create(at=at, by=by, kind=kind, facility=held.facility, correction=held, version=held.version)
    if to is State.CONFIRMED and held.field:
        write_fact(held, at=at)
    return held


def forget_words(*, at: datetime) -> int:
    """What people wrote in reports closed long ago may name somebody, and nobody needs it any more.

    Whoever opens the list of reports runs this. A busy database is asked again the next time.
    """
    old = Correction.objects.filter(closed_at__lt=at - WORDS_KEPT).with_words_of_reporters()
    if not old.exists():
        return 0
    try:
        with not_waiting():
            return old.update(**dict.fromkeys(OF_REPORTERS, ""))
    except OperationalError:
        return 0


def fact_of(held: Correction, to: State, decision: Decision) -> tuple[str, str]:
    """The first person says what is right; the second confirms exactly that."""
    if held.state == State.TAKEN and to in (State.CONFIRMED, State.WAITING_FOR_SECOND):
        return decision.field, checked_value(decision.field, decision.value)
    return held.field, held.value


def standing(held: Correction, *, field: str, decision: Decision, by: User, at: datetime) -> Standing:
    return Standing(
        state=State(held.state),
        actor=by.pk,
        at=at,
        owner=held.owner_id or 0,
        first=held.first_by_id or 0,
        waits_until=held.waits_until,
        due_on=held.due_on,
        reason=decision.reason,
        field=field,
        has_called_old_number=has_called_old_number(held),
    )


def has_called_old_number(held: Correction) -> bool:
    """Somebody of us rang what is listed after the report came, or nothing is listed that could be rung."""
    if not (held.facility.phone or held.facility.intake_phones):
        return True
    since = CallOutcome.objects.filter(facility=held.facility_id, at__gte=held.opened_at)
    return since.exclude(dialed=Dialed.CHECKED).exists()


def enter(held: Correction, to: State, *, field: str, value: str, reason: str, by: User, at: datetime) -> None:
    came_from, held.state = held.state, to
    if to is State.NEW:
        held.owner = None
    if to is State.TAKEN:
        held.owner, held.first_by, held.first_at, held.waits_until = by, None, None, None
    if to is State.WAITING_FOR_SECOND:
        held.field, held.value, held.first_by, held.first_at, held.waits_until = field, value, by, at, at + WAIT
    if to is State.CONFIRMED and came_from == State.TAKEN:
        held.field, held.value, held.first_by, held.first_at = field, value, by, at
    if to is State.CONFIRMED and came_from == State.WAITING_FOR_SECOND:
        held.second_by, held.second_at = by, at
    if to in (State.CONFIRMED, State.DECLINED):
        held.closed_by, held.closed_at, held.reason = by, at, reason


def write_fact(held: Correction, *, at: datetime) -> None:
    """Beside the listing, never over it. Only a closure changes what is listed, and the index must learn of it."""
    CheckedFact.objects.create(
        facility=held.facility,
        field=held.field,
        value=held.value,
        checked_at=at,
        by=held.first_by,
        second_by=held.second_by,
        correction=held,
    )
    if held.field == Field.CLOSED:
        closed_at = at if held.value == "yes" else None
        Facility.objects.filter(pk=held.facility_id).update(closed_at=closed_at)
        bump_revision(at=at)
