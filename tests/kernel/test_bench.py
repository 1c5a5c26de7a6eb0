"""Timing is fair: warmed up, whole passes, without the garbage collector."""

import gc
import time

from handrail.kernel.bench import BenchResult, Timing, percentile, timed


def test_timed_asks_every_question_in_each_pass_after_a_warm_up():
    asked = []

    timing = timed(asked.append, ["a", "b", "c"], passes=2)

    assert asked == ["a", "b", "c"] * 3
    assert len(timing.each_ms) == 3


def test_timed_switches_the_collector_off_while_timing_and_on_again():
    seen = []

    timed(lambda _: seen.append(gc.isenabled()), [1], passes=2)

    assert seen == [True, False, False]
    assert gc.isenabled()


def test_timed_sets_a_rare_interruption_aside():
    naps = iter([0, 0, 0.03, 0, 0, 0])  # the warm-up, then five passes over one question

    timing = timed(lambda _: time.sleep(next(naps)), [1], passes=5)

    assert timing.each_ms[0] < 30
    assert timing.cpu_ms < 30


def test_percentile_is_the_nearest_rank():
    values = [5, 1, 4, 2, 3]

    found = [percentile(values, rank) for rank in (0, 20, 50, 95, 100)]

    assert found == [1, 1, 3, 5, 5]


def test_timing_becomes_a_result_with_its_rate():
    timing = Timing(each_ms=(1.0, 2.0, 3.0, 4.0), cpu_ms=9.0)

    result = timing.result(bench="search", rows=7, budget_ms=0.1, equal_to_reference=True)

    assert result == BenchResult("search", 7, 2.5, 4.0, 400.0, 0.1, True)
