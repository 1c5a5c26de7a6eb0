"""The columns of days of this process: made behind those who ask, when the meetings have changed."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from handrail.directory.index.pace import Breathe, Pace
from handrail.directory.index.renewing import Renewing, in_background
from handrail.meetings.export.day_columns import DayColumns
from handrail.meetings.export.day_packing import days_from_database
from handrail.meetings.index.build import stored_revision


@dataclass(frozen=True)
class Ways:
    """How they reach the world; tests put their own in place."""

    build: Callable[[Breathe], DayColumns] = days_from_database
    revision: Callable[[], int] = stored_revision
    clock: Callable[[], float] = time.monotonic
    start: Callable[[Callable[[], None]], None] = in_background


class LiveDays(Renewing[DayColumns]):
    """An answer bears the version of what is stored, so columns that are older than that answer nobody.

    Nobody waits for the first ones either: without columns a search takes a second, and they take several.
    """

    def __init__(self, ways: Ways = Ways()) -> None:
        super().__init__(ways)
        self._ways = ways
        self._beginning = threading.Lock()

    def as_stored(self) -> DayColumns | None:
        """None while newer ones are being made: whoever asks then looks at the rows themselves."""
        if self._index is None:
            self._begin_first()
            return None
        columns = self.current()
        return columns if columns.revision == self._ways.revision() else None

    def _begin_first(self) -> None:
        if self._ways.clock() < self._next_try or not self._beginning.acquire(blocking=False):
            return
        try:
            self._ways.start(self._make_first)
        except RuntimeError as error:  # no thread is to be had
            self._beginning.release()
            self._failed(error)

    def _make_first(self) -> None:
        try:
            self.current()
        except Exception as error:  # whatever it is, the rows go on answering
            self._failed(error)
        finally:
            self._beginning.release()

    def first(self) -> DayColumns:
        return self._ways.build(Pace())

    def rebuilt(self, breathe: Breathe) -> DayColumns:
        return self._ways.build(breathe)

    def taken_over(self, index: DayColumns, before: DayColumns) -> DayColumns:
        """Nothing is laid over them."""
        return index

    def looked_after(self, index: DayColumns) -> tuple[int, DayColumns]:
        return self._ways.revision(), index


_live = LiveDays()
days_as_stored = _live.as_stored
forget_days = _live.forget
