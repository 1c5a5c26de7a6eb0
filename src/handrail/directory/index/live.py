"""The directory's index of this process: renewed when facilities have changed, covered anew when who is open has."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from handrail.directory.index.build import index_from_database
from handrail.directory.index.companions import make_companions
from handrail.directory.index.openness import (
    Openness,
    Revisions,
    openness_from_database,
    stored_revisions,
    with_openness,
)
from handrail.directory.index.pace import Breathe, at_once
from handrail.directory.index.renewing import SECONDS_BETWEEN_CHECKS, Renewing, in_background
from handrail.directory.index.search_index import SearchIndex

__all__ = ["SECONDS_BETWEEN_CHECKS", "LiveIndex", "Ways", "current_index", "forget_index", "index_health"]


@dataclass(frozen=True)
class Ways:
    """How the live index reaches the world; tests put their own in place."""

    build: Callable[[Breathe], SearchIndex] = index_from_database
    revisions: Callable[[], Revisions] = stored_revisions
    openness: Callable[[datetime], Openness] = openness_from_database
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = timezone.now
    start: Callable[[Callable[[], None]], None] = in_background


class LiveIndex(Renewing[SearchIndex]):
    """A new word on who is open is laid over the index at once: that costs a moment. It is at most a second old.

    Changed facilities cost a rebuild.
    """

    def __init__(self, ways: Ways = Ways()) -> None:
        super().__init__(ways)
        self._ways = ways

    def first(self) -> SearchIndex:
        index = self._ways.build(at_once)
        index = with_openness(index, self._ways.openness(self._ways.now()))
        make_companions(index)
        return index

    def rebuilt(self, breathe: Breathe) -> SearchIndex:
        index = self._ways.build(breathe)
        make_companions(index, breathe=breathe)
        return index

    def taken_over(self, index: SearchIndex, before: SearchIndex) -> SearchIndex:
        """Who is open is taken from the index being replaced, so that no word since the rebuild began is lost."""
        return opened(index, before.openness or Openness())

    def looked_after(self, index: SearchIndex) -> tuple[int, SearchIndex]:
        """Who is open is asked anew when the stored number grew, else what expired is dropped."""
        stored, held, now = self._ways.revisions(), index.openness or Openness(), self._ways.now()
        known = held.at(now) if held.revision == stored.openness else self._ways.openness(now)
        return stored.facilities, index if known is held else opened(index, known)


def opened(index: SearchIndex, openness: Openness) -> SearchIndex:
    covered = with_openness(index, openness)
    make_companions(covered, before=index)
    return covered


_live = LiveIndex()
current_index = _live.current
index_health = _live.health
forget_index = _live.forget
