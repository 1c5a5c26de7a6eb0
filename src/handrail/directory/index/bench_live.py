"""How much a rebuild of the index disturbs who searches meanwhile, and what a word on who is open costs."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain

from handrail.directory.index.build import FacilityRow, build_index
from handrail.directory.index.companions import make_companions
from handrail.directory.index.openness import Openness, with_openness
from handrail.directory.index.pace import Pace, at_once
from handrail.directory.index.query import SearchQuery
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.synthetic import synthetic_queries, synthetic_rows
from handrail.kernel.bench import BenchResult, Timing, percentile, timed

DEFAULT_ROWS = 25_000
QUESTIONS = 200
SECONDS_BETWEEN_SEARCHES = 0.002  # a few hundred searches a second, as a busy worker answers
QUIET_SECONDS = 3.0
OPEN_FACILITIES = 500


def run(*, rows: int | None, at: datetime) -> list[BenchResult]:
    """The build; searches without and during rebuilds, slowest hundredth as `p95_ms`; and one change of who is open.

    Rows are invented one at a time, as a database streams them; what all of them share is invented beforehand.
    """
    size = rows or DEFAULT_ROWS
    built_ms, index = build(size)
    questions = synthetic_queries(rows=sample_of(size), number=QUESTIONS)
    quiet = searches_while(index, questions, lambda: time.sleep(QUIET_SECONDS))
    invented = chain.from_iterable([[next(again := synthetic_rows(rows=size))], again])
    during = searches_while(index, questions, lambda: rebuild(invented))
    return [
        Timing(each_ms=(built_ms,), cpu_ms=built_ms).result(bench="index_build", rows=size),
        with_p99("search_quiet_p99", size, quiet),
        with_p99("search_rebuilding_p99", size, during),
        patching(index, at).result(bench="index_who_is_open", rows=size),
    ]


def build(size: int) -> tuple[float, SearchIndex]:
    started = time.perf_counter()
    index = build_index(revision=0, rows=synthetic_rows(rows=size), breathe=at_once)
    make_companions(index)
    return (time.perf_counter() - started) * 1000, index


def rebuild(rows: Iterator[FacilityRow]) -> None:
    breathe = Pace()
    index = build_index(revision=1, rows=rows, breathe=breathe)
    make_companions(index, breathe=breathe)


def sample_of(size: int) -> list[FacilityRow]:
    return list(synthetic_rows(rows=min(size, DEFAULT_ROWS)))


def searches_while(index: SearchIndex, questions: Sequence[SearchQuery], work: Callable[[], None]) -> tuple[float, ...]:
    """Milliseconds of each search that this thread makes until the work of another is done."""
    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    return tuple(timed_searches(index, questions, worker))


def timed_searches(index: SearchIndex, questions: Sequence[SearchQuery], worker: threading.Thread) -> Iterator[float]:
    number = 0
    while worker.is_alive() or not number:
        started = time.perf_counter()
        index.search(questions[number % len(questions)])
        yield (time.perf_counter() - started) * 1000
        number += 1
        time.sleep(SECONDS_BETWEEN_SEARCHES)


def with_p99(bench: str, rows: int, each_ms: Sequence[float]) -> BenchResult:
    return BenchResult(
        bench=bench,
        rows=rows,
        p50_ms=round(percentile(each_ms, 50), 4),
        p95_ms=round(percentile(each_ms, 99), 4),
        per_second=round(1000 * len(each_ms) / sum(each_ms), 1),
        budget_ms=None,
        equal_to_reference=None,
        note="the slowest hundredth stands in the place of p95",
    )


def patching(index: SearchIndex, at: datetime) -> Timing:
    """Another facility is open, and some hundred still are: the index and all that is kept beside it."""
    ends = at + timedelta(hours=24)
    known = [
        Openness(number, {int(pk): ends for pk in index.facility_ids[number : number + OPEN_FACILITIES]})
        for number in range(20)
    ]

    def patch(openness: Openness) -> None:
        make_companions(with_openness(index, openness), before=index)

    return timed(patch, known)
