"""Timing that is fair and the same for every bench."""

import gc
import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

Question = TypeVar("Question")
PASSES = 9


@dataclass(frozen=True, slots=True)
class BenchResult:
    """One line of `handrail bench`. No budget: shown for comparison. Equality None: not compared.

    A time has its 95th percentile as budget, a rate its number per second, memory its megabytes.
    """

    bench: str
    rows: int
    p50_ms: float | None
    p95_ms: float | None
    per_second: float | None
    budget_ms: float | None
    equal_to_reference: bool | None
    budget_per_second: float | None = None
    megabytes: float | None = None
    budget_megabytes: float | None = None
    note: str = ""

    @property
    def is_within_budget(self) -> bool | None:
        """None where no budget is set."""
        kept = [
            *([self.p95_ms <= self.budget_ms] if self.budget_ms and self.p95_ms is not None else []),
            *([self.per_second >= self.budget_per_second] if self.budget_per_second and self.per_second else []),
            *([self.megabytes <= self.budget_megabytes] if self.budget_megabytes and self.megabytes else []),
        ]
        return all(kept) if kept else None

    def as_json(self) -> dict[str, object]:
        """The seven keys that programs rely on, always; of the others those that say something."""
        always = ("bench", "rows", "p50_ms", "p95_ms", "per_second", "budget_ms", "equal_to_reference")
        return {key: value for key, value in asdict(self).items() if key in always or value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Timing:
    """What each question took, in milliseconds, and the processor time of all of them together."""

    each_ms: tuple[float, ...]
    cpu_ms: float

    @property
    def total_ms(self) -> float:
        return sum(self.each_ms)

    def result(
        self,
        *,
        bench: str,
        rows: int,
        budget_ms: float | None = None,
        equal_to_reference: bool | None = None,
        note: str = "",
    ) -> BenchResult:
        return BenchResult(
            bench=bench,
            rows=rows,
            p50_ms=round(statistics.median(self.each_ms), 4),
            p95_ms=round(percentile(self.each_ms, 95), 4),
            per_second=round(1000 * len(self.each_ms) / self.total_ms, 1),
            budget_ms=budget_ms,
            equal_to_reference=equal_to_reference,
            note=note,
        )


def timed(work: Callable[[Question], object], questions: Sequence[Question], *, passes: int = PASSES) -> Timing:
    """Every question once to warm up, then whole passes over all; each question counts with its median.

    A moment in which another program had the processor measures that program: it strikes a question once, rarely twice.
    """
    for question in questions:
        work(question)
    was_enabled = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        done = [one_pass(work, questions) for _ in range(passes)]
    finally:
        if was_enabled:
            gc.enable()
    return Timing(
        each_ms=tuple(statistics.median(times) for times in zip(*(timing.each_ms for timing in done), strict=True)),
        cpu_ms=statistics.median(timing.cpu_ms for timing in done),
    )


def one_pass(work: Callable[[Question], object], questions: Sequence[Question]) -> Timing:
    clock, each = time.perf_counter_ns, []
    cpu = time.process_time_ns()
    for question in questions:
        start = clock()
        work(question)
        each.append(clock() - start)
    cpu = time.process_time_ns() - cpu
    return Timing(each_ms=tuple(nanoseconds / 1e6 for nanoseconds in each), cpu_ms=cpu / 1e6)


def percentile(values: Sequence[float], rank: float) -> float:
    """The smallest value that at least `rank` percent of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * rank / 100) - 1)]
