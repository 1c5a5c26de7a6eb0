"""What calls, visitors and checks found of telephone numbers, for every page with a call button on it.

Pages of paths may ask nothing more of the database, so each process reads it for all places at once, and anew when its
answer is older than `LIFE`. It holds places, numbers and days: nothing of who searched or tapped.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import F

from handrail.directory.domain.corrections import Field
from handrail.directory.domain.numbers_to_call import Line
from handrail.directory.domain.observations import Call, RightNumber
from handrail.directory.domain.visitor_answers import SHOWN_DAYS, Answer, DayOfTaps, Doubt, doubt_of_number
from handrail.directory.models import CallOutcome, CheckedFact, Facility, VisitorAnswers

LIFE = timedelta(seconds=15)  # a warning may be so late; what it reads is small
CALLS_WEIGH = timedelta(days=2 * 365)  # an older word on a number has faded below every threshold
LINES = {Field.PHONE.value: Line.MAIN, Field.INTAKE.value: Line.INTAKE}


class NumbersFound(NamedTuple):
    """`checked` are numbers that two of us confirmed. `doubt` is about the first listed one; `on` when we met it."""

    checked: tuple[tuple[Line, str], ...] = ()
    doubt: Doubt | None = None
    on: date | None = None


Found = Mapping[int, NumbersFound]
NOTHING_FOUND = NumbersFound()
NOWHERE: Found = MappingProxyType({})


@dataclass
class Heard:
    """Of one place, all rows that were merged into it included."""

    checked: dict[Line, str] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    taps: list[DayOfTaps] = field(default_factory=list)

    def found(self, at: datetime) -> NumbersFound:
        doubt = doubt_of_number(self.calls, self.taps, at=at)
        on = max(call.at for call in self.calls).date() if doubt is Doubt.CALL else None
        return NumbersFound(tuple(sorted(self.checked.items())), doubt, on)


def read_numbers(at: datetime) -> Found:
    """In four queries, however many places and pages there are. Places of which nothing was found are left out."""
    heard: dict[int, Heard] = defaultdict(Heard)
    facts = CheckedFact.objects.standing(at=at).filter(field__in=LINES).order_by("checked_at", "pk")
    for pk, name, value in in_kept_rows(facts, "field", "value"):
        heard[pk].checked[LINES[name]] = value
    said = list(in_kept_rows(words_on_numbers(at), "phone_key", "at", "right_number"))
    tapped = list(in_kept_rows(taps_on_numbers(at), "phone_key", "day", "answer", "times"))
    keys = number_keys({pk for pk, *_ in (*said, *tapped)})
    for pk, key, day, right in said:
        if key and key == keys.get(pk):
            heard[pk].calls.append(Call(at=day, answered=True, right_number=RightNumber(right)))
    for pk, key, day, answer, times in tapped:
        if key and key == keys.get(pk):
            heard[pk].taps.append(DayOfTaps(day, Answer(answer), times))
    found = {pk: each.found(at) for pk, each in heard.items()}
    return {pk: each for pk, each in found.items() if each != NOTHING_FOUND}


def in_kept_rows(rows, *fields: str) -> Iterable[tuple]:
    """Each with the place it counts for: the one that was kept, where two were merged."""
    told = rows.values_list("facility_id", F("facility__merged_into_id"), *fields)
    return ((kept or pk, *rest) for pk, kept, *rest in told.iterator())


def words_on_numbers(at: datetime):
    """Every word on the number of those places where it was once found wrong."""
    rows = CallOutcome.objects.filter(at__gt=at - CALLS_WEIGH, at__lte=at).order_by()
    return rows.filter(phone_key__in=rows.filter(right_number=RightNumber.NO).values("phone_key")).exclude(
        right_number=RightNumber.UNKNOWN
    )


def taps_on_numbers(at: datetime):
    rows = VisitorAnswers.objects.filter(day__gt=at.date() - timedelta(days=SHOWN_DAYS), day__lte=at.date())
    return rows.filter(phone_key__in=rows.filter(answer=Answer.WRONG_NUMBER).values("phone_key"))


def number_keys(pks: Iterable[int]) -> dict[int, str]:
    """The numbers that stand first now: what was heard of another one says nothing of it."""
    rows = Facility.objects.filter(pk__in=pks).only("phone", "intake_phones", "state")
    return {row.pk: row.number_key for row in rows}


class Memory:
    """The newest answer of this process. While one thread reads, the others show what was known before."""

    def __init__(self) -> None:
        self._reading = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self._found: Found = NOWHERE
        self._read_at: datetime | None = None

    def __call__(self, *, at: datetime) -> Found:
        if self._is_fresh(at) or not self._reading.acquire(blocking=self._read_at is None):
            return self._found
        try:
            if not self._is_fresh(at):
                self._found, self._read_at = read_numbers(at), at
        finally:
            self._reading.release()
        return self._found

    def _is_fresh(self, at: datetime) -> bool:
        return self._read_at is not None and abs(at - self._read_at) < LIFE


numbers_found = Memory()
