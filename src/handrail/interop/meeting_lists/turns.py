"""One long list at a time in each process, and two searches.

Whoever reads slowly holds the thread that sends to it, and so does a search of all meetings. There are four of them
(`handrail serve`), and the pages of people in care need them: so at most one sends a list, however many phones on a
slow line ask for one, and at most two look for what they send. Short answers are handed over whole and hold nobody.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain

AT_ONCE = 256_000  # bytes; an answer up to this is no list to wait for
SEARCHES_AT_ONCE = 2
WAIT_SECONDS = 5


class Taken(Exception):
    """Another list is being sent, or others are looked for."""


class Turn(Iterator[bytes]):
    """The pieces of one list. It ends with the last one, with a fault, or when the server lets go of it.

    A server closes what it no longer sends, also when the reader went away. Were one to forget it, the turn ends with
    the object.
    """

    def __init__(self, pieces: Iterator[bytes], lock: threading.Lock) -> None:
        self._pieces, self._lock, self._is_held = pieces, lock, lock.acquire(blocking=False)
        if not self._is_held:
            raise Taken

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        is_held, self._is_held = self._is_held, False
        if is_held:
            self._lock.release()

    __del__ = close


_sending = threading.Lock()
_searching = threading.BoundedSemaphore(SEARCHES_AT_ONCE)


@contextmanager
def searching() -> Iterator[None]:
    if not _searching.acquire(blocking=False):
        raise Taken
    try:
        yield
    finally:
        _searching.release()


def whole_or_turn(pieces: Iterable[bytes]) -> bytes | Turn:
    """All of a short answer, or the turn to send a long one; else Taken is raised.

    What is made first is made here, before any header is sent: a fault of the search is then an answer that says so.
    """
    left, begun, length = iter(pieces), [], 0
    with searching():
        for piece in left:
            begun.append(piece)
            length += len(piece)
            if length > AT_ONCE:
                return Turn(chain(begun, left), _sending)
    return b"".join(begun)
