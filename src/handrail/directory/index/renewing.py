"""An index of this process: one for all its threads, renewed behind their backs when what it is made of has changed."""

import logging
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from django.db import connections

from handrail.directory.index.pace import Breathe, Pace

SECONDS_BETWEEN_CHECKS = 1.0
LONGEST_WAIT_SECONDS = 60.0  # between tries of a rebuild that fails

log = logging.getLogger(__name__)


class Indexed(Protocol):
    """What is renewed is read only; it bears the stored number of what it was made of."""

    @property
    def revision(self) -> int: ...
    @property
    def size(self) -> int: ...


Index = TypeVar("Index", bound=Indexed)


class Means(Protocol):
    """How an index that is renewed reaches the world."""

    @property
    def clock(self) -> Callable[[], float]: ...
    @property
    def start(self) -> Callable[[Callable[[], None]], None]: ...


def in_background(work: Callable[[], None]) -> None:
    """In a thread of its own, which does not keep the process from ending."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    threading.Thread(target=run, name="index-rebuild", daemon=True).start()


class Renewing(Generic[Index]):
    """Holds the newest index, asks for the stored revision at most once a second, and swaps the index whole.

    A rebuild is one thread's work behind the others; they search the index they have until the new one is ready in all
    parts. What an index is made of, and what is laid over it at each check, says each kind by the four methods below.
    """

    def __init__(self, means: Means) -> None:
        self._means = means
        self._index: Index | None = None
        self._stored_revision = 0
        self._checked_at = 0.0
        self._stale_since: float | None = None
        self._failures, self._next_try = 0, 0.0
        self._checking = threading.Lock()  # who checks and swaps; held for moments, except while the first is built
        self._rebuilding = threading.Lock()
        self._life = 0  # grows when everything is forgotten: what was begun before is not taken

    def first(self) -> Index:
        """Built at once: nobody can be answered without it."""
        raise NotImplementedError

    def rebuilt(self, breathe: Breathe) -> Index:
        """Built behind those who search."""
        raise NotImplementedError

    def taken_over(self, index: Index, before: Index) -> Index:
        """A rebuilt one, with what was laid over the one it replaces since the rebuild began."""
        raise NotImplementedError

    def looked_after(self, index: Index) -> tuple[int, Index]:
        """At a check: the stored revision now, and the index, itself or with what is newly laid over it."""
        raise NotImplementedError

    def current(self) -> Index:
        """The index: as far behind what is stored as a check and a rebuild take."""
        index = self._index
        if index is None:
            self._checking.acquire()  # nothing to answer with: wait for the thread that builds
        elif self._is_fresh() or not self._checking.acquire(blocking=False):
            return index
        try:
            index = self._checked()
        finally:
            self._checking.release()
        if index.revision != self._stored_revision:
            self._begin_rebuild()
        return index

    def health(self) -> dict:
        """What /healthz shows: what is served and stored, since when it is behind, how old that knowledge is."""
        index = self.current()
        now, stale_since = self._means.clock(), self._stale_since
        return {
            "revision": index.revision,
            "database_revision": self._stored_revision,
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
        return self._means.clock() - self._checked_at < SECONDS_BETWEEN_CHECKS

    def _checked(self) -> Index:
        if self._index is not None and self._is_fresh():
            return self._index  # another thread has just done it
        checked_at = self._means.clock()
        if self._index is None:
            index = self.first()
            self._stored_revision = index.revision
        else:
            self._stored_revision, index = self.looked_after(self._index)
            if index.revision != self._stored_revision:
                self._stale_since = checked_at if self._stale_since is None else self._stale_since
        self._index, self._checked_at = index, checked_at
        return index

    def _begin_rebuild(self) -> None:
        if self._means.clock() < self._next_try or not self._rebuilding.acquire(blocking=False):
            return
        life = self._life
        try:
            self._means.start(lambda: self._rebuild(life))
        except RuntimeError as error:  # no thread is to be had: the machine is at its limit
            self._rebuilding.release()
            self._failed(error)

    def _rebuild(self, life: int) -> None:
        try:
            self._swap(self.rebuilt(Pace()), life)
        except Exception as error:  # whatever it is, the old index goes on answering
            self._failed(error)
        finally:
            self._rebuilding.release()

    def _swap(self, index: Index, life: int) -> None:
        with self._checking:
            if self._index is None or life != self._life:
                return
            self._index = self.taken_over(index, self._index)
            self._settled()

    def _settled(self) -> None:
        self._stale_since, self._failures, self._next_try = None, 0, 0.0

    def _failed(self, error: Exception) -> None:
        """Told by its type alone: a message may quote what a database holds."""
        self._failures += 1
        wait = min(2.0 ** (self._failures - 1), LONGEST_WAIT_SECONDS)
        self._next_try = self._means.clock() + wait
        kind = type(error).__qualname__
        log.warning("the index could not be rebuilt", extra={"ids": {"error": kind, "failures": self._failures}})
