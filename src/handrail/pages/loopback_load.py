"""Load on a server of this machine: by `wrk` where it is installed, else by a plain generator of our own.

It speaks to 127.0.0.1 and to nothing else, so it needs no address: only a port.
"""

import json
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from socketserver import TCPServer
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from handrail.kernel.bench import percentile

HOST = "127.0.0.1"
CONNECTIONS = 8
HEADERS = {"Accept-Encoding": "gzip, deflate, br", "User-Agent": "handrail bench"}  # as a browser asks: packed

WRK_SCRIPT = """
local requests = { %s }
local number = 0
request = function() number = number + 1; return requests[number %% #requests + 1] end
done = function(summary, latency, _)
  local bad = summary.errors
  io.write(string.format('\\n{"answers": %%d, "seconds": %%f, "p50_ms": %%f, "p95_ms": %%f, "failures": %%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    bad.status + bad.connect + bad.read + bad.write + bad.timeout))
end
"""


@dataclass(frozen=True)
class Question:
    """One request, sent again and again."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_headers(self) -> dict[str, str]:
        return {**HEADERS, **self.headers}


@dataclass(frozen=True)
class Load:
    """What came back. A failure is an answer other than 2xx or 3xx, or none."""

    answers: int
    seconds: float
    p50_ms: float
    p95_ms: float
    failures: int
    by: str

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds


def free_port() -> int:
    nobody: Any = None  # it answers nothing, and is closed at once
    with TCPServer((HOST, 0), nobody) as found:
        return int(found.server_address[1])


def asked_once(port: int, question: Question) -> tuple[int, bytes]:
    """Status and body, not packed."""
    connection = HTTPConnection(HOST, port, timeout=60)
    try:
        headers = {**question.all_headers, "Accept-Encoding": "identity"}
        connection.request(question.method, question.path, question.body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def load(port: int, questions: Sequence[Question], *, seconds: float) -> Load:
    wrk = shutil.which("wrk")
    return by_wrk(wrk, port, questions, seconds) if wrk else by_threads(port, questions, seconds)


def by_wrk(wrk: str, port: int, questions: Sequence[Question], seconds: float) -> Load:
    with TemporaryDirectory() as folder:
        script = Path(folder) / "questions.lua"
        script.write_text(WRK_SCRIPT % ", ".join(f"[===[{raw(port, question)}]===]" for question in questions))
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-s", str(script)]
        done = subprocess.run(  # noqa: S603  (a program found on this machine, and no word of anybody's)
            [wrk, *options, f"http://{HOST}:{port}/"], capture_output=True, text=True, check=True
        )
    return Load(**json.loads(done.stdout.strip().splitlines()[-1]), by="wrk")


def raw(port: int, question: Question) -> str:
    """A whole HTTP/1.1 request; what a bench asks is ASCII."""
    headers = {"Host": f"{HOST}:{port}", **question.all_headers}
    if question.body:
        headers["Content-Length"] = str(len(question.body))
    lines = [f"{question.method} {question.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", question.body.decode("ascii")])


def by_threads(port: int, questions: Sequence[Question], seconds: float) -> Load:
    """Good for some two thousand answers a second: beyond that it measures itself."""
    clients = [Client(port, [*questions[number:], *questions[:number]]) for number in range(CONNECTIONS)]
    begun = time.perf_counter()
    for client in clients:
        client.until = begun + seconds
        client.start()
    for client in clients:
        client.join()
    took = [each for client in clients for each in client.took_ms] or [0.0]
    return Load(
        answers=len(took),
        seconds=time.perf_counter() - begun,
        p50_ms=percentile(took, 50),
        p95_ms=percentile(took, 95),
        failures=sum(client.failures for client in clients),
        by="handrail's own generator",
    )


class Client(Thread):
    """One connection that asks as soon as it was answered."""

    def __init__(self, port: int, questions: Sequence[Question]) -> None:
        super().__init__(daemon=True)
        self.connection = HTTPConnection(HOST, port, timeout=60)
        self.questions, self.until = questions, 0.0
        self.took_ms: list[float] = []
        self.failures = 0

    def run(self) -> None:
        for question in cycle(self.questions):
            begun = time.perf_counter()
            if begun >= self.until:
                break
            self.ask(question)
            self.took_ms.append((time.perf_counter() - begun) * 1000)
        self.connection.close()

    def ask(self, question: Question) -> None:
        try:
            self.connection.request(question.method, question.path, question.body or None, question.all_headers)
            answer = self.connection.getresponse()
            answer.read()
            self.failures += not 200 <= answer.status < 400
        except OSError:
            self.connection.close()
            self.failures += 1
