"""How background work leaves the interpreter to the people who search."""

import time
from collections.abc import Callable

Breathe = Callable[[], None]

WORK_SECONDS, REST_SECONDS = 0.0005, 0.001  # a rebuild takes three times as long, and nobody waits for it


def at_once() -> None:
    """At the start of a process nobody waits but the one who builds."""


class Pace:
    """Called between small pieces of work: after a moment of it, it rests.

    One thread at a time runs Python, and one that computes gives way only every 5 ms, and again each time the other
    has waited for the database: a search of half a millisecond would take twenty. A rest of no length would not do:
    the thread that gives way takes the interpreter back before the other has woken up.
    """

    def __init__(self, *, clock: Callable[[], float] = time.perf_counter, rest: Callable[[float], None] = time.sleep):
        self._clock, self._rest = clock, rest
        self._since = clock()

    def __call__(self) -> None:
        if self._clock() - self._since >= WORK_SECONDS:
            self._rest(REST_SECONDS)
            self._since = self._clock()
