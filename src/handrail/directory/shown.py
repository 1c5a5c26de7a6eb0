"""Counting what happens in searches, such as which facilities were shown, and keeping nothing of a search (P1, S35).

Counts live in the memory of a process. At most once an hour they are written, each as one number added to a week's
total, and only where at least eleven came together since the last writing. What never gets there within its week is
forgotten, and so is what a process held when it ended. No visitor waits for the writing: a thread of its own does it,
and where the database is busy the count is lost.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Generic

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from handrail.directory.domain.showing import Counted, ripe, week_of
from handrail.directory.models import Facility, TimesShown
from handrail.kernel.busy_database import not_waiting

BETWEEN_WRITINGS = timedelta(hours=1)
AT_ONCE = 500

Write = Callable[[Mapping[Counted, int], date], None]


class Shown(Generic[Counted]):
    """The counts of one process."""

    def __init__(self, write: Write[Counted]) -> None:
        self._write = write
        self._counts: dict[Counted, int] = {}
        self._week: date | None = None
        self._due: datetime | None = None
        self._counting = threading.Lock()

    def note(self, counted: Iterable[Counted], at: datetime) -> None:
        """Whichever request finds the hour passed also writes; all others only count."""
        with self._counting:
            full, week = self._taken_out(at)
            for each in counted:
                self._counts[each] = self._counts.get(each, 0) + 1
        if full:
            self._write(full, week)

    def forget(self) -> None:
        with self._counting:
            self._counts, self._week, self._due = {}, None, None

    def _taken_out(self, at: datetime) -> tuple[dict[Counted, int], date]:
        """What may be written now, taken out of the counts. A new week begins with nothing."""
        week = week_of(at.date())
        held = self._week or week
        is_over = week != held
        if self._due is not None and at < self._due and not is_over:
            return {}, held
        full = ripe(self._counts) if self._due is not None else {}
        self._counts = {} if is_over else {each: times for each, times in self._counts.items() if each not in full}
        self._week, self._due = week, at + BETWEEN_WRITINGS
        return full, held


@transaction.atomic
def add_to_week(counts: Mapping[int, int], week: date) -> None:
    """In few statements. Facilities that went meanwhile are left out."""
    known = Facility.objects.order_by("pk").values_list("pk", flat=True)
    ids = sorted(counts)
    for start in range(0, len(ids), AT_ONCE):
        part = {pk: counts[pk] for pk in known.filter(pk__in=ids[start : start + AT_ONCE])}
        begun = set(TimesShown.objects.filter(week=week, facility__in=list(part)).values_list("facility_id", flat=True))
        begin_week({pk: times for pk, times in part.items() if pk not in begun}, week)
        grow_week({pk: times for pk, times in part.items() if pk in begun}, week)


def begin_week(counts: Mapping[int, int], week: date) -> None:
    try:
        with transaction.atomic():
            TimesShown.objects.bulk_create(
                [TimesShown(facility_id=pk, week=week, times=times) for pk, times in counts.items()]
            )
    except IntegrityError:  # another process began the week of some of them a moment ago
        for pk, times in counts.items():
            row = {"facility_id": pk, "week": week}
            if not TimesShown.objects.get_or_create(**row, defaults={"times": times})[1]:
                grow_week({pk: times}, week)


def grow_week(counts: Mapping[int, int], week: date) -> None:
    """One statement for all that grow by the same number."""
    alike: dict[int, list[int]] = {}
    for pk, times in counts.items():
        alike.setdefault(times, []).append(pk)
    for times, pks in alike.items():
        TimesShown.objects.filter(week=week, facility__in=pks).update(times=F("times") + times)


def aside(add: Write[Counted], *, name: str) -> Write[Counted]:
    """The same writing, in a thread of its own that nobody waits for."""

    def begin(counts: Mapping[Counted, int], week: date) -> None:
        threading.Thread(target=add_or_lose, args=(add, counts, week), name=name, daemon=True).start()

    return begin


def add_or_lose(add: Write[Counted], counts: Mapping[Counted, int], week: date) -> None:
    """The whole life of the thread, with a connection of its own."""
    try:
        with not_waiting():
            add(counts, week)
    except DatabaseError:
        return
    finally:
        connection.close()


_shown = Shown(aside(add_to_week, name="times-shown"))
note_shown = _shown.note
forget_shown = _shown.forget
