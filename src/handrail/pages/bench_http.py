"""Whole answers over HTTP: one worker on one core, production settings, every middleware, load from another core.

The directory is invented and lies in a database file of its own, made and deleted here.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from django.urls import Resolver404, resolve, reverse

from handrail.kernel.bench import BenchResult
from handrail.kernel.resident_memory import resident_megabytes
from handrail.pages.invented_directory import invented_directory
from handrail.pages.loopback_load import Load, Question, asked_once, free_port, load

SECONDS = 5.0
SECONDS_TO_START = 300  # at a million rows the index takes a minute
MOST_AT_ONCE = 1_000_000_000  # calls a minute: the bench is no visitor to be held back
PATHS_PER_SECOND, SEARCHES_PER_SECOND = 1_100, 2_400
MEGABYTES = ((25_000, 350), (1_000_000, 600))  # up to so many rows, the memory of a worker
COMMAND = "from handrail.config.manage import main; main()"
SEARCH_JSON, PATHS_JSON = "/api/facilities/search", "/api/paths"
AS_FORM, AS_JSON = {"Content-Type": "application/x-www-form-urlencoded"}, {"Content-Type": "application/json"}


def run(*, rows: int, searches: Sequence[Mapping[str, object]], cards: int) -> Iterator[BenchResult]:
    with TemporaryDirectory(prefix="handrail-bench-") as folder:
        with invented_directory(rows, file=Path(folder) / "bench.sqlite3", is_real=True) as public_ids:
            shown = list(public_ids[:20])
        with serving(Path(folder)) as server:
            yield from answers(server, rows, searches, cards, shown)


def answers(
    server: "Server",
    rows: int,
    searches: Sequence[Mapping[str, object]],
    cards: int,
    public_ids: Sequence[str],
) -> Iterator[BenchResult]:
    forms = [Question("POST", "/paths/", urlencode(form, doseq=True).encode(), AS_FORM) for form in searches]
    are_whole = all(asked_once(server.port, each)[1].count(b"<article") >= cards for each in forms)
    yield measured(server, "http_paths", rows, forms, budget=PATHS_PER_SECOND, is_equal=are_whole)
    pages = [Question("GET", reverse("facility", args=[public_id])) for public_id in public_ids]
    yield measured(server, "http_facility", rows, pages)
    yield measured(server, "http_home", rows, [Question("GET", "/")])
    for bench, path, questions, budget in (
        ("http_search_json", SEARCH_JSON, json_searches(searches), SEARCHES_PER_SECOND),
        ("http_paths_json", PATHS_JSON, json_needs(searches), None),
    ):
        if is_served(path):
            yield measured(server, bench, rows, questions, budget=budget)
    if megabytes := resident_megabytes(server.worker()):
        yield memory("http_worker_memory", rows, megabytes)


def memory(bench: str, rows: int, megabytes: float) -> BenchResult:
    budget = next((most for upto, most in MEGABYTES if rows <= upto), None)
    return BenchResult(bench, rows, None, None, None, None, None, megabytes=megabytes, budget_megabytes=budget)


def measured(
    server: "Server",
    bench: str,
    rows: int,
    questions: Sequence[Question],
    *,
    budget: float | None = None,
    is_equal: bool | None = None,
) -> BenchResult:
    load(server.port, questions, seconds=1)  # the first answers read the database
    done = load(server.port, questions, seconds=SECONDS)
    return BenchResult(
        bench=bench,
        rows=rows,
        p50_ms=round(done.p50_ms, 3),
        p95_ms=round(done.p95_ms, 3),
        per_second=round(done.per_second, 1),
        budget_ms=None,
        equal_to_reference=False if done.failures else is_equal,
        budget_per_second=budget,
        note=note_of(done),
    )


def note_of(done: Load) -> str:
    return f"load by {done.by}" + (f"; {done.failures} FAILED" if done.failures else "")


def json_searches(searches: Sequence[Mapping[str, object]]) -> list[Question]:
    """Twenty places and every count, as the budget's query asks."""
    asked = [{"near": form["place"], "radius": 50, "page_size": 20} for form in searches]
    return [Question("POST", SEARCH_JSON, json.dumps(each).encode(), AS_JSON) for each in asked]


def json_needs(searches: Sequence[Mapping[str, object]]) -> list[Question]:
    asked = [{"near": form["place"]} for form in searches]
    return [Question("POST", PATHS_JSON, json.dumps(each).encode(), AS_JSON) for each in asked]


def is_served(path: str) -> bool:
    """Whether this installation has the API at all."""
    try:
        return resolve(path) is not None
    except Resolver404:
        return False


class Server:
    """The server's process, and where it answers."""

    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.process, self.port = process, port

    def worker(self) -> int:
        """The process that answers; the one we started only watches over it."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        children = [child for each in tasks.glob("*/children") for child in each.read_text().split()]
        return int(children[0]) if children else self.process.pid


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="handrail-bench-keys-") as apart:
        command(folder, apart, "make_keys").wait()
        command(folder, apart, "collectstatic", "--noinput", "--verbosity", "0").wait()
        process = command(folder, apart, "serve", "--port", str(port), core=0)
        try:
            wait_for(process, port, folder)
            with on_core(1):
                yield Server(process, port)
        finally:
            process.terminate()
            process.wait(timeout=30)


def command(folder: Path, apart: str, *words: str, core: int | None = None) -> subprocess.Popen:
    """Production's own way: the keys lie apart from the data."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ", "PYTHONPATH") if name in os.environ}
    environment = kept | {
        "HANDRAIL_VAR": str(folder),
        "HANDRAIL_KEYS_FILE": str(Path(apart) / "keys.toml"),
        "HANDRAIL_ERASURE_FILE": str(Path(apart) / "ledger"),
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "HANDRAIL_API_PER_MINUTE": str(MOST_AT_ONCE),
    }
    with on_core(core), (folder / "log").open("ab") as log:  # a child begins on the cores of its parent
        return subprocess.Popen([sys.executable, "-c", COMMAND, *words], env=environment, stdout=log, stderr=log)  # noqa: S603


def wait_for(process: subprocess.Popen, port: int, folder: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            if asked_once(port, Question("GET", "/healthz"))[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The server did not start: {(folder / 'log').read_text()[-2000:]}")


@contextmanager
def on_core(number: int | None) -> Iterator[None]:
    """Server and load on a core each, where this machine has two and lets us choose."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if number is None or len(cores) < 2:
        yield
        return
    os.sched_setaffinity(0, {cores[number]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
