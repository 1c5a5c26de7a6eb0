"""`handrail bench search`: the index, its worst case, a look at every row, and SQL, side by side on the same rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from handrail.directory.index import bench_live
from handrail.directory.index.build import FacilityRow, build_index
from handrail.directory.index.postgres_baseline import postgres_baseline, server_address
from handrail.directory.index.query import SearchAnswer, SearchQuery
from handrail.directory.index.reference import reference_answer
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.sql_baseline import sql_baseline
from handrail.directory.index.synthetic import (
    FIRST_WORDS,
    LAST_WORDS,
    synthetic_queries,
    synthetic_rows,
    worst_query,
)
from handrail.kernel.bench import BenchResult, timed
from handrail.kernel.resident_memory import resident_after

DEFAULT_ROWS = 25_000
BUDGETS_MS = ((25_000, 0.1), (1_000_000, 1.5))  # up to so many rows, the 95th percentile of the search
MEGABYTES = ((25_000, 350), (1_000_000, 600))  # up to so many rows, the memory of a whole worker
WORDS = tuple(word.lower() for word in (*FIRST_WORDS, *LAST_WORDS))
QUESTIONS = 1_000
MANY_ROWS, FEWER_QUESTIONS = 100_000, 200  # SQL needs a hundred times longer there
ROWS_SCANNED = 500_000  # a look at every row takes seconds at a million: so many rows in all


def run(*, rows: int | None, at: datetime) -> Iterator[BenchResult]:
    """Query Q: 50 miles around a place near a facility, six codes required, 40 counted; total and 20 nearest.

    Query T: one word of a name within 50 miles; total and 20 nearest.
    """
    size = rows or DEFAULT_ROWS
    yield from held_memory("search_memory", size, index_alone)
    directory = list(synthetic_rows(rows=size))
    index = build_index(revision=0, rows=directory)
    questions = synthetic_queries(rows=directory, number=QUESTIONS)
    texts = [as_text(query) for query in questions]
    few = min(100, max(3, ROWS_SCANNED // size))
    is_equal = is_equal_to_reference(index, directory, questions[:few])
    is_equal_in_words = is_equal_to_reference(index, directory, texts[:few])
    yield timed(index.search, questions).result(
        bench="search", rows=size, budget_ms=budget_ms(size), equal_to_reference=is_equal
    )
    yield worst_case(index, directory)
    yield timed(index.search, texts).result(bench="search_words", rows=size, equal_to_reference=is_equal_in_words)
    # The look at every row is the reference: nothing can contradict it but the index, compared above.
    yield timed(lambda query: reference_answer(directory, query), questions[:few], passes=3).result(
        bench="search_brute_force", rows=size, equal_to_reference=is_equal
    )
    yield sql_peer(index, questions, few)
    yield from postgres_peers(index, directory, questions, texts, few)
    yield from bench_live.run(rows=size, at=at)


def index_alone(rows: int) -> SearchIndex:
    return build_index(revision=0, rows=synthetic_rows(rows=rows))


def held_memory(bench: str, rows: int, work: Callable[[int], object]) -> Iterator[BenchResult]:
    """What a new process holds that has built the index from rows it did not keep."""
    if megabytes := resident_after(work, rows):
        budget = next((most for upto, most in MEGABYTES if rows <= upto), None)
        yield BenchResult(bench, rows, None, None, None, None, None, megabytes=megabytes, budget_megabytes=budget)


def as_text(query: SearchQuery) -> SearchQuery:
    """Names begin and end with a few common words: each is on a tenth of all rows, as in the real directory."""
    word = WORDS[round(abs(query.latitude) * 1000) % len(WORDS)]
    return replace(query, groups=(), counted_codes=(), words=(word,))


def worst_case(index: SearchIndex, directory: Sequence[FacilityRow]) -> BenchResult:
    """New York, 250 miles, no code."""
    worst = worst_query()
    is_equal = is_equal_to_reference(index, directory, [worst])
    return timed(index.search, [worst] * 50).result(
        bench="search_worst_case", rows=index.size, equal_to_reference=is_equal, note="New York, 250 miles, no code"
    )


def sql_peer(index: SearchIndex, questions: Sequence[SearchQuery], few: int) -> BenchResult:
    """Compared with the index, and the index with the look at every row."""
    with sql_baseline(index) as sql:
        is_equal = all(same(index.search(query), sql.search(query)) for query in questions[:few])
        asked = questions if index.size <= MANY_ROWS else questions[:FEWER_QUESTIONS]
        measured = timed(sql.search, asked, passes=3)
    return measured.result(bench="search_sql", rows=index.size, equal_to_reference=is_equal, note="SQLite, R-tree")


def postgres_peers(
    index: SearchIndex,
    directory: Sequence[FacilityRow],
    questions: Sequence[SearchQuery],
    texts: Sequence[SearchQuery],
    few: int,
) -> Iterator[BenchResult]:
    """Where TEST_POSTGRES_URL or DATABASE_URL names a server."""
    address = server_address()
    if address is None:
        return
    most = QUESTIONS if index.size <= MANY_ROWS else FEWER_QUESTIONS
    with postgres_baseline(address, index, directory) as peer:
        for bench, asked in (("search_postgres", questions[:most]), ("search_words_postgres", texts[:most])):
            is_equal = all(same(index.search(query), peer.search(query)) for query in asked[:few])
            yield timed(peer.search, asked, passes=3).result(
                bench=bench,
                rows=index.size,
                equal_to_reference=is_equal,
                note="bit mask, GiST, GIN; with its round trip",
            )


def same(answer: SearchAnswer, other: SearchAnswer) -> bool:
    """Total, page in order, and counts; the distances follow from the page."""
    return (answer.total, answer.positions, answer.counts) == (other.total, other.positions, other.counts)


def budget_ms(rows: int) -> float | None:
    return next((budget for most, budget in BUDGETS_MS if rows <= most), None)


def is_equal_to_reference(index: SearchIndex, directory: Sequence[FacilityRow], sample: Sequence[SearchQuery]) -> bool:
    return all(is_same(index, index.search(query), directory, query) for query in sample)


def is_same(index: SearchIndex, answer: SearchAnswer, directory: Sequence[FacilityRow], query: SearchQuery) -> bool:
    expected = reference_answer(directory, query)
    page = tuple(index.public_ids[position] for position in answer.positions)
    return (answer.total, page, answer.counts) == (expected.total, expected.public_ids, expected.counts)
