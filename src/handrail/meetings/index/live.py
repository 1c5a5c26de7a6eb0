"""The index of meetings of this process: renewed when a feed was read anew, its almanac each day."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from handrail.directory.index.pace import Breathe, Pace, at_once
from handrail.directory.index.renewing import Renewing, in_background
from handrail.meetings.index.build import index_from_database, stored_revision
from handrail.meetings.index.meeting_index import MeetingIndex


@dataclass(frozen=True)
class Ways:
    """How the live index reaches the world; tests put their own in place."""

    build: Callable[[datetime, Breathe], MeetingIndex] = index_from_database
    revision: Callable[[], int] = stored_revision
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = timezone.now
    start: Callable[[Callable[[], None]], None] = in_background


class LiveMeetings(Renewing[MeetingIndex]):
    """A change of the meetings costs a rebuild behind those who search, and a new day an almanac."""

    def __init__(self, ways: Ways = Ways()) -> None:
        super().__init__(ways)
        self._ways = ways

    def first(self) -> MeetingIndex:
        return self._ways.build(self._ways.now(), at_once)

    def rebuilt(self, breathe: Breathe) -> MeetingIndex:
        return self._ways.build(self._ways.now(), breathe)

    def taken_over(self, index: MeetingIndex, before: MeetingIndex) -> MeetingIndex:
        """Nothing is laid over it."""
        return index

    def looked_after(self, index: MeetingIndex) -> tuple[int, MeetingIndex]:
        moment = int(self._ways.now().timestamp())
        if index.almanacs.is_aging(moment):
            with suppress(RuntimeError):  # no thread is to be had: yesterday's almanac is good for days yet
                self._ways.start(lambda: index.almanacs.renew(moment, Pace()))
        return self._ways.revision(), index


_live = LiveMeetings()
current_meetings = _live.current
meetings_health = _live.health
forget_meetings = _live.forget
