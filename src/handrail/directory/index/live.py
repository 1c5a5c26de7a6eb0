"""The index of this process: one for all its threads, renewed when the directory has changed."""

import threading
import time
from collections.abc import Callable

from handrail.directory.index.build import index_from_database, stored_revision
from handrail.directory.index.search_index import SearchIndex

SECONDS_BETWEEN_CHECKS = 1.0


class LiveIndex:
    """Holds the newest index, asks for the stored revision at most once a second, and swaps the index whole."""

    def __init__(
        self,
        *,
        build: Callable[[], SearchIndex] = index_from_database,
        revision: Callable[[], int] = stored_revision,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._build, self._revision, self._clock = build, revision, clock
        self._index: SearchIndex | None = None
        self._checked_at = 0.0
        self._stored_revision: int | None = None
        self._renewing = threading.Lock()

    def current(self) -> SearchIndex:
        """The index, at most a second behind the directory. While one thread renews it, the others keep the old one."""
        index = self._index
        if index is None:
            self._renewing.acquire()  # nothing to answer with: wait for the thread that builds
        elif self._is_fresh() or not self._renewing.acquire(blocking=False):
            return index
        try:
            return self._renewed()
        finally:
            self._renewing.release()

    def health(self) -> dict:
        """What /healthz shows: which revision is served, which is stored, and how old that knowledge is."""
        index = self.current()
        return {
            "revision": index.revision,
            "database_revision": self._stored_revision,
            "stale": index.revision != self._stored_revision,
            "rows": index.size,
            "checked_seconds_ago": round(self._clock() - self._checked_at, 3),
        }

    def forget(self) -> None:
        """The next search builds anew: for a process whose database was replaced underneath it."""
        with self._renewing:
            self._index = None

    def _is_fresh(self) -> bool:
        return self._clock() - self._checked_at < SECONDS_BETWEEN_CHECKS

    def _renewed(self) -> SearchIndex:
        index, now = self._index, self._clock()
        if index is not None and self._is_fresh():
            return index  # another thread has just done it
        self._stored_revision = self._revision()
        if index is None or index.revision != self._stored_revision:
            index = self._index = self._build()
            self._stored_revision = index.revision  # read later than ours
        self._checked_at = now
        return index


_live = LiveIndex()
current_index = _live.current
index_health = _live.health
forget_index = _live.forget
