"""Counting how often each facility was shown, without keeping anything of a search (P1, S35).

Counts live in the memory of a process. At most once an hour they are written, each as one number added to a week's
total, and only where at least eleven came together since the last writing. What never gets there within its week is
forgotten, and so is what a process held when it ended.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from handrail.directory.domain.showing import ripe, week_of
from handrail.directory.models import Facility, TimesShown

BETWEEN_WRITINGS = timedelta(hours=1)

Write = Callable[[Mapping[int, int], date], None]


class Shown:
    """The counts of one process."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._counts: dict[int, int] = {}
        self._week: date | None = None
        self._due: datetime | None = None
        self._counting = threading.Lock()

    def note(self, facility_ids: Iterable[int], at: datetime) -> None:
        """Whichever request finds the hour passed also writes; all others only count."""
        with self._counting:
            full, week = self._taken_out(at)
            for facility_id in facility_ids:
                self._counts[facility_id] = self._counts.get(facility_id, 0) + 1
        if full:
            self._written(full, week)

    def forget(self) -> None:
        with self._counting:
            self._counts, self._week, self._due = {}, None, None

    def _taken_out(self, at: datetime) -> tuple[dict[int, int], date]:
        """What may be written now, taken out of the counts. A new week begins with nothing."""
        week = week_of(at.date())
        held = self._week or week
        is_over = week != held
        if self._due is not None and at < self._due and not is_over:
            return {}, held
        full = ripe(self._counts) if self._due is not None else {}
        self._counts = {} if is_over else {pk: times for pk, times in self._counts.items() if pk not in full}
        self._week, self._due = week, at + BETWEEN_WRITINGS
        return full, held

    def _written(self, full: Mapping[int, int], week: date) -> None:
        """A search never fails because its count could not be kept: a busy database loses the count."""
        try:
            self._write(full, week)
        except DatabaseError:
            return


@transaction.atomic
def add_to_week(counts: Mapping[int, int], week: date) -> None:
    """Facilities that went meanwhile are left out."""
    for facility_id in Facility.objects.filter(pk__in=list(counts)).order_by("pk").values_list("pk", flat=True):
        row, times = TimesShown.objects.filter(facility=facility_id, week=week), counts[facility_id]
        if row.update(times=F("times") + times):
            continue
        try:
            with transaction.atomic():
                TimesShown.objects.create(facility_id=facility_id, week=week, times=times)
        except IntegrityError:  # another process began the week a moment ago
            row.update(times=F("times") + times)


_shown = Shown(add_to_week)
note_shown = _shown.note
forget_shown = _shown.forget
