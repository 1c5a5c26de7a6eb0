"""`handrail bench meetings`: the next meetings near a point, in the index, in SQL, and by a look at every one."""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime

from handrail.kernel.bench import BenchResult, Timing, timed
from handrail.kernel.resident_memory import resident_after
from handrail.meetings.domain.occurrences import Occurrence
from handrail.meetings.index.almanac import DAY_SECONDS, NEVER, almanac_of
from handrail.meetings.index.build import build_index
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.meetings.index.query import Found, MeetingQuery
from handrail.meetings.index.reference import reference_answer
from handrail.meetings.index.rows import MeetingRow
from handrail.meetings.index.sql_baseline import sql_meetings
from handrail.meetings.index.synthetic import (
    WORST,
    Question,
    synthetic_meetings,
    synthetic_questions,
    with_all_chosen,
)

DEFAULT_ROWS = 150_000
BUDGETS_MS = ((150_000, 1.0),)  # up to so many rows, the 95th percentile of "the next 50 within 25 miles"
QUESTIONS = 1_000
ROWS_SCANNED = 1_000_000  # by the looks at every meeting, all together


def run(*, rows: int | None, at: datetime) -> Iterator[BenchResult]:
    """The next 50 within 25 miles; with all choices made; online anywhere; the densest region and everything online."""
    size = rows or DEFAULT_ROWS
    if megabytes := resident_after(index_alone, size, at):
        yield BenchResult("meetings_memory", size, None, None, None, None, None, megabytes=megabytes)
    meetings = list(synthetic_meetings(rows=size))
    started = time.perf_counter()
    index = build_index(revision=0, rows=meetings, at=at)
    built_ms = (time.perf_counter() - started) * 1000
    questions = synthetic_questions(meetings, number=QUESTIONS, at=at)
    yield from searches(index, meetings, questions)
    yield from peers(index, meetings, questions, at)
    yield Timing(each_ms=(built_ms,), cpu_ms=built_ms).result(bench="meetings_build", rows=size)
    day = int(at.timestamp()) // DAY_SECONDS
    yield timed(lambda ahead: almanac_of(index.almanacs.times, day + ahead), range(3), passes=3).result(
        bench="meetings_almanac", rows=size, note=f"{len(index.almanacs.times):,} distinct times, once a day"
    )


def searches(
    index: MeetingIndex, meetings: Sequence[MeetingRow], questions: Sequence[Question]
) -> Iterator[BenchResult]:
    chosen = [Question(with_all_chosen(asked.query), asked.at) for asked in questions]
    online = [Question(MeetingQuery(online=True), asked.at) for asked in questions[:50]]
    worst = [Question(WORST, asked.at) for asked in questions[:50]]
    budget = next((budget for most, budget in BUDGETS_MS if index.size <= most), None)
    yield measured("meetings", index, meetings, questions, "the next 50 within 25 miles", budget)
    yield measured(
        "meetings_chosen", index, meetings, chosen, "the same, with fellowship, trait, language, day and hour"
    )
    yield measured("meetings_online", index, meetings, online, "the next 50 of all online")
    yield measured("meetings_worst_case", index, meetings, worst, "New York, 100 miles, and all online")


def measured(
    bench: str,
    index: MeetingIndex,
    meetings: Sequence[MeetingRow],
    questions: Sequence[Question],
    note: str,
    budget: float | None = None,
) -> BenchResult:
    return timed(lambda asked: find_meetings(index, *asked), questions).result(
        bench=bench,
        rows=index.size,
        budget_ms=budget,
        equal_to_reference=all(is_equal(index, meetings, asked) for asked in questions[: compared(index.size)]),
        note=note,
    )


def compared(size: int) -> int:
    return min(50, max(2, ROWS_SCANNED // size))


def is_equal(index: MeetingIndex, meetings: Sequence[MeetingRow], asked: Question) -> bool:
    return essence(find_meetings(index, *asked)) == essence(reference_answer(meetings, *asked))


def essence(found: Found) -> tuple:
    """Miles follow from the meeting, and the last digit of an arc sine from the library."""
    return found.total, found.suspended, [(each.meeting_id, each.occurrence) for each in found.meetings]


def peers(
    index: MeetingIndex, meetings: Sequence[MeetingRow], questions: Sequence[Question], at: datetime
) -> Iterator[BenchResult]:
    few = questions[: compared(index.size)]
    brute = timed(lambda asked: reference_answer(meetings, *asked), few, passes=1)
    yield brute.result(bench="meetings_brute_force", rows=index.size)
    with sql_meetings(index, at) as sql:
        is_same = all(sql.next_within(*asked) == in_short(find_meetings(index, *asked)) for asked in questions[:100])
        timing = timed(lambda asked: sql.next_within(*asked), questions[:200], passes=3)
    yield timing.result(
        bench="meetings_sql", rows=index.size, equal_to_reference=is_same, note="SQLite, R-tree, beginnings kept"
    )


def in_short(found: Found) -> tuple:
    """As the statement answers. What is by appointment has no beginning there either."""
    return found.total, [(each.meeting_id, begins(each.occurrence)) for each in found.meetings]


def begins(occurrence: Occurrence | None) -> int:
    return NEVER if occurrence is None else int(occurrence.start.timestamp())


def index_alone(rows: int, at: datetime) -> MeetingIndex:
    return build_index(revision=0, rows=synthetic_meetings(rows=rows), at=at)
