"""The index of this process: one for all its threads, renewed behind their backs when the directory has changed."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connections
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
from handrail.directory.index.pace import Breathe, Pace, at_once
from handrail.directory.index.search_index import SearchIndex

SECONDS_BETWEEN_CHECKS = 1.0
LONGEST_WAIT_SECONDS = 60.0  # between tries of a rebuild that fails

log = logging.getLogger(__name__)


def in_background(work: Callable[[], None]) -> None:
    """In a thread of its own, which does not keep the process from ending."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    threading.Thread(target=run, name="index-rebuild", daemon=True).start()


@dataclass(frozen=True)
class Ways:
    """How the live index reaches the world; tests put their own in place."""

    build: Callable[[Breathe], SearchIndex] = index_from_database
    revisions: Callable[[], Revisions] = stored_revisions
    openness: Callable[[datetime], Openness] = openness_from_database
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = timezone.now
    start: Callable[[Callable[[], None]], None] = in_background


class LiveIndex:
    """Holds the newest index, asks for the stored revisions at most once a second, and swaps the index whole.

    A new word on who is open is laid over the index at once: that costs a moment. Changed facilities cost a rebuild,
    which one thread does behind the others; they search the index they have until the new one is ready in all parts.
    """

    def __init__(self, ways: Ways = Ways()) -> None:
        self._ways = ways
        self._index: SearchIndex | None = None
        self._stored = Revisions(0, 0)
        self._checked_at = 0.0
        self._stale_since: float | None = None
        self._failures, self._next_try = 0, 0.0
        self._checking = threading.Lock()  # who checks and swaps; held for moments, except while the first is built
        self._rebuilding = threading.Lock()
        self._life = 0  # grows when everything is forgotten: what was begun before is not taken

    def current(self) -> SearchIndex:
        """The index: at most a second behind who is open, and as far behind the facilities as a rebuild takes."""
        index = self._index
        if index is None:
            self._checking.acquire()  # nothing to answer with: wait for the thread that builds
        elif self._is_fresh() or not self._checking.acquire(blocking=False):
            return index
        try:
            index = self._checked()
        finally:
            self._checking.release()
        if index.revision != self._stored.facilities:
            self._begin_rebuild()
        return index

    def health(self) -> dict:
        """What /healthz shows: what is served and stored, since when it is behind, how old that knowledge is."""
        index = self.current()
        now, stale_since = self._ways.clock(), self._stale_since
        return {
            "revision": index.revision,
            "database_revision": self._stored.facilities,
            "stale": stale_since is not None,
            "stale_seconds": 0.0 if stale_since is None else round(now - stale_since, 3),
            "failed_rebuilds": self._failures,
            "rows": index.size,
            "checked_seconds_ago": round(now - self._checked_at, 3),
        }

    def forget(self) -> None:
        """The next search builds anew: for a process whose database was replaced underneath it."""
        with self._checking:
            self._index = None
            self._life += 1  # what is being built has read the database before
            self._settled()

    def _is_fresh(self) -> bool:
        return self._ways.clock() - self._checked_at < SECONDS_BETWEEN_CHECKS

    def _checked(self) -> SearchIndex:
        if self._index is None:
            return self._first()
        if self._is_fresh():
            return self._index  # another thread has just done it
        checked_at = self._ways.clock()
        self._stored = self._ways.revisions()
        index = self._index = self._opened(self._index)
        if index.revision != self._stored.facilities:
            self._stale_since = checked_at if self._stale_since is None else self._stale_since
        self._checked_at = checked_at
        return index

    def _first(self) -> SearchIndex:
        checked_at, index = self._ways.clock(), self._ways.build(at_once)
        openness = self._ways.openness(self._ways.now())
        index = with_openness(index, openness)
        make_companions(index)
        self._stored = Revisions(index.revision, openness.revision)
        self._index, self._checked_at = index, checked_at
        return index

    def _opened(self, index: SearchIndex) -> SearchIndex:
        """The index with who is open now: asked anew when the stored number grew, else what expired is dropped."""
        held, now = index.openness or Openness(), self._ways.now()
        known = held.at(now) if held.revision == self._stored.openness else self._ways.openness(now)
        if known is held:
            return index
        opened = with_openness(index, known)
        make_companions(opened, before=index)
        return opened

    def _begin_rebuild(self) -> None:
        if self._ways.clock() < self._next_try or not self._rebuilding.acquire(blocking=False):
            return
        life = self._life
        try:
            self._ways.start(lambda: self._rebuild(life))
        except RuntimeError as error:  # no thread is to be had: the machine is at its limit
            self._rebuilding.release()
            self._failed(error)

    def _rebuild(self, life: int) -> None:
        try:
            breathe = Pace()
            index = self._ways.build(breathe)
            make_companions(index, breathe=breathe)
            self._swap(index, life)
        except Exception as error:  # whatever it is, the old index goes on answering
            self._failed(error)
        finally:
            self._rebuilding.release()

    def _swap(self, index: SearchIndex, life: int) -> None:
        """Who is open is taken from the index being replaced, so that no word since the rebuild began is lost."""
        with self._checking:
            if self._index is None or life != self._life:
                return
            opened = with_openness(index, self._index.openness or Openness())
            make_companions(opened, before=index)
            self._index = opened
            self._settled()

    def _settled(self) -> None:
        self._stale_since, self._failures, self._next_try = None, 0, 0.0

    def _failed(self, error: Exception) -> None:
        """Told by its type alone: a message may quote what a database holds."""
        self._failures += 1
        wait = min(2.0 ** (self._failures - 1), LONGEST_WAIT_SECONDS)
        self._next_try = self._ways.clock() + wait
        kind = type(error).__qualname__
        log.warning("the index could not be rebuilt", extra={"ids": {"error": kind, "failures": self._failures}})


_live = LiveIndex()
current_index = _live.current
index_health = _live.health
forget_index = _live.forget
