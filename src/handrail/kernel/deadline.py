"""A limit on the whole of an exchange: a socket's own timeout starts again with every byte a slow peer sends."""

import io
import time
from typing import Any


class DeadlinePassed(Exception):
    """The time for the whole exchange is over."""


class Deadline:
    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def remaining(self) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise DeadlinePassed
        return left


class SocketWithDeadline:
    """As much of a socket as an HTTP client needs, every call limited by what is left of the deadline."""

    def __init__(self, stream: Any, deadline: Deadline) -> None:
        self.stream, self.deadline = stream, deadline
        self.is_handed_over = False

    def sendall(self, content: bytes) -> None:
        self.stream.settimeout(self.deadline.remaining())
        self.stream.sendall(content)

    def makefile(self, mode: str) -> io.BufferedReader:
        self.is_handed_over = True
        return io.BufferedReader(ReaderWithDeadline(self.stream, self.deadline))

    def close(self) -> None:
        """The client closes its side as soon as the headers are read; from then on the reader owns the stream."""
        if not self.is_handed_over:
            self.stream.close()


class ReaderWithDeadline(io.RawIOBase):
    def __init__(self, stream: Any, deadline: Deadline) -> None:
        self.stream, self.deadline = stream, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.stream.settimeout(self.deadline.remaining())
        try:
            return self.stream.recv_into(buffer)
        except TimeoutError as error:
            raise DeadlinePassed from error

    def close(self) -> None:
        self.stream.close()
        super().close()
