"""What may become of a reported problem, who may make it so, and by when it is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from handrail.directory.domain.observations import Cover, Medicine
from handrail.kernel.refused_fields import FieldRefused
from handrail.web.translation import mark


class Kind(StrEnum):
    """What a visitor may say is wrong."""

    WRONG_NUMBER = "wrong_number"
    MOVED = "moved"
    CLOSED = "closed"
    COVER = "cover"
    MEDICINE = "medicine"
    SAFETY = "safety"
    OTHER = "other"


class Field(StrEnum):
    """What a checked fact may be about, beside one for each cover and each medicine."""

    PHONE = "phone"
    INTAKE = "intake"
    WEBSITE = "website"
    ADDRESS = "address"
    HOURS = "hours"
    CLOSED = "closed"


COVER_FIELDS = {f"takes_cover_{cover.value}": cover for cover in Cover}
MEDICINE_FIELDS = {f"gives_{medicine.value}": medicine for medicine in Medicine}
YES_OR_NO = frozenset({Field.CLOSED.value, *COVER_FIELDS, *MEDICINE_FIELDS})
FIELDS = (*(field.value for field in Field), *COVER_FIELDS, *MEDICINE_FIELDS)

# S17: whoever changes these leads people somewhere else, or nowhere. An intake number is a phone number too.
TWO_PEOPLE = frozenset(field.value for field in Field)
WAIT = timedelta(hours=24)
WORDS_KEPT = timedelta(days=90)  # after a report is closed: time to answer for what was decided. Product choice


class Due(NamedTuple):
    days: int
    only_working_days: bool
    suggests: str  # the field it most likely corrects


# Product choices: the more harm a wrong entry does, the sooner.
DUE: dict[Kind, Due] = {
    Kind.SAFETY: Due(1, False, ""),
    Kind.WRONG_NUMBER: Due(3, False, Field.PHONE.value),
    Kind.CLOSED: Due(7, False, Field.CLOSED.value),
    Kind.MOVED: Due(7, False, Field.ADDRESS.value),
    Kind.COVER: Due(14, True, ""),
    Kind.MEDICINE: Due(14, True, ""),
    Kind.OTHER: Due(14, True, ""),
}


def due_on(kind: Kind, *, day: date) -> date:
    days, only_working, _ = DUE[kind]
    if not only_working:
        return day + timedelta(days=days)
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


class State(StrEnum):
    NEW = "new"
    TAKEN = "taken"
    WAITING_FOR_SECOND = "waiting_for_second"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Who(StrEnum):
    ANYONE = "anyone"
    OWNER = "owner"
    OWNER_OR_OVERDUE = "owner_or_overdue"
    ANOTHER = "another"


class Requires(StrEnum):
    REASON = "reason"
    FACT_FOR_ONE = "fact_for_one"
    FACT_FOR_TWO = "fact_for_two"
    OLD_NUMBER_CALLED = "old_number_called"
    WAITED = "waited"


class Step(NamedTuple):
    who: Who
    requires: frozenset[Requires]


STEPS: dict[tuple[State, State], Step] = {
    (State.NEW, State.TAKEN): Step(Who.ANYONE, frozenset()),
    (State.TAKEN, State.NEW): Step(Who.OWNER_OR_OVERDUE, frozenset()),
    (State.TAKEN, State.DECLINED): Step(Who.OWNER, frozenset({Requires.REASON})),
    (State.TAKEN, State.CONFIRMED): Step(Who.OWNER, frozenset({Requires.FACT_FOR_ONE})),
    (State.TAKEN, State.WAITING_FOR_SECOND): Step(
        Who.OWNER, frozenset({Requires.FACT_FOR_TWO, Requires.OLD_NUMBER_CALLED})
    ),
    (State.WAITING_FOR_SECOND, State.CONFIRMED): Step(Who.ANOTHER, frozenset({Requires.WAITED})),
    (State.WAITING_FOR_SECOND, State.TAKEN): Step(Who.ANYONE, frozenset()),
    (State.WAITING_FOR_SECOND, State.DECLINED): Step(Who.ANOTHER, frozenset({Requires.REASON})),
}
OPEN = (State.NEW, State.TAKEN, State.WAITING_FOR_SECOND)


class StepRefused(FieldRefused):
    """The message may be shown to the person who asked."""


@dataclass(frozen=True)
class Standing:
    """A correction as the rules see it. `actor` and the others are keys of people; 0 is nobody."""

    state: State
    actor: int
    at: datetime
    owner: int = 0
    first: int = 0
    waits_until: datetime | None = None
    due_on: date | None = None
    reason: str = ""
    field: str = ""
    has_called_old_number: bool = False


REFUSALS: Mapping[Requires, str] = {
    Requires.REASON: mark("Say why it is declined."),
    Requires.FACT_FOR_ONE: mark("A phone number, a website, an address, hours and a closure need a second person."),
    Requires.FACT_FOR_TWO: mark("This needs no second person."),
    Requires.OLD_NUMBER_CALLED: mark("Call the listed number first and record the call."),
    Requires.WAITED: mark("A second person can confirm this 24 hours after the first."),
}
REFUSED_FIELDS: Mapping[Requires, str] = {Requires.REASON: "reason"}


def check_step(standing: Standing, to: State) -> None:
    step = STEPS.get((standing.state, to))
    if step is None:
        raise StepRefused(mark("This report has moved on. That step is no longer possible."))
    check_who(standing, step.who)
    for need in sorted(step.requires):
        if not is_met(standing, need):
            raise StepRefused(REFUSALS[need], REFUSED_FIELDS.get(need, ""))


def check_who(standing: Standing, who: Who) -> None:
    is_owner = standing.actor == standing.owner
    is_overdue = standing.due_on is not None and standing.at.date() > standing.due_on
    if who is Who.OWNER and not is_owner:
        raise StepRefused(mark("Take the report first: somebody else works on it, or nobody yet."))
    if who is Who.OWNER_OR_OVERDUE and not (is_owner or is_overdue):
        raise StepRefused(mark("A colleague works on this report, and it is not overdue."))
    if who is Who.ANOTHER and standing.actor == standing.first:
        raise StepRefused(mark("The second person must be another one than the first."))


def is_met(standing: Standing, need: Requires) -> bool:
    if need is Requires.REASON:
        return bool(standing.reason.strip())
    if need is Requires.FACT_FOR_ONE:
        return standing.field not in TWO_PEOPLE
    if need is Requires.FACT_FOR_TWO:
        return standing.field in TWO_PEOPLE
    if need is Requires.OLD_NUMBER_CALLED:
        return standing.has_called_old_number
    return standing.waits_until is not None and standing.at >= standing.waits_until
