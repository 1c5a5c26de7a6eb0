"""`handrail bench search`: the index, its worst case, a look at every row, and SQL, side by side on the same rows."""

from collections.abc import Sequence
from datetime import datetime

from handrail.directory.index.build import FacilityRow, build_index
from handrail.directory.index.query import SearchAnswer, SearchQuery
from handrail.directory.index.reference import reference_answer
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.sql_baseline import sql_baseline
from handrail.directory.index.synthetic import synthetic_queries, synthetic_rows, worst_query
from handrail.kernel.bench import BenchResult, timed

DEFAULT_ROWS = 25_000
BUDGETS_MS = ((25_000, 0.1), (1_000_000, 1.5))  # up to so many rows, the 95th percentile of the search
QUESTIONS = 1_000
MANY_ROWS, FEWER_QUESTIONS = 100_000, 200  # SQL needs a hundred times longer there
ROWS_SCANNED = 500_000  # a look at every row takes seconds at a million: so many rows in all


def run(*, rows: int | None, at: datetime) -> list[BenchResult]:
    """Query Q: 50 miles around a place near a facility, six codes required, 40 counted; total and 20 nearest."""
    directory = list(synthetic_rows(rows=rows or DEFAULT_ROWS))
    index = build_index(revision=0, rows=directory)
    questions = synthetic_queries(rows=directory, number=QUESTIONS)
    sample = questions[: min(100, max(3, ROWS_SCANNED // len(directory)))]
    is_equal = is_equal_to_reference(index, directory, sample)
    return [
        timed(index.search, questions).result(
            bench="search", rows=index.size, budget_ms=budget_ms(index.size), equal_to_reference=is_equal
        ),
        worst_case(index, directory),
        # The look at every row is the reference: nothing can contradict it but the index, compared above.
        timed(lambda query: reference_answer(directory, query), sample, passes=3).result(
            bench="search_brute_force", rows=index.size, equal_to_reference=is_equal
        ),
        sql_peer(index, directory, questions, sample),
    ]


def worst_case(index: SearchIndex, directory: Sequence[FacilityRow]) -> BenchResult:
    """New York, 250 miles, no code."""
    worst = worst_query()
    is_equal = is_equal_to_reference(index, directory, [worst])
    return timed(index.search, [worst] * 50).result(
        bench="search_worst_case", rows=index.size, equal_to_reference=is_equal
    )


def sql_peer(
    index: SearchIndex,
    directory: Sequence[FacilityRow],
    questions: Sequence[SearchQuery],
    sample: Sequence[SearchQuery],
) -> BenchResult:
    with sql_baseline(index) as sql:
        is_equal = all(is_same(index, sql.search(query), directory, query) for query in sample)
        measured = timed(sql.search, questions if index.size <= MANY_ROWS else questions[:FEWER_QUESTIONS])
    return measured.result(bench="search_sql", rows=index.size, equal_to_reference=is_equal)


def budget_ms(rows: int) -> float | None:
    return next((budget for most, budget in BUDGETS_MS if rows <= most), None)


def is_equal_to_reference(index: SearchIndex, directory: Sequence[FacilityRow], sample: Sequence[SearchQuery]) -> bool:
    return all(is_same(index, index.search(query), directory, query) for query in sample)


def is_same(index: SearchIndex, answer: SearchAnswer, directory: Sequence[FacilityRow], query: SearchQuery) -> bool:
    expected = reference_answer(directory, query)
    page = tuple(index.public_ids[position] for position in answer.positions)
    return (answer.total, page, answer.counts) == (expected.total, expected.public_ids, expected.counts)
