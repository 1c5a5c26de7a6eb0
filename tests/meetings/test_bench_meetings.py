"""The bench compares what it measures, and would say so if an answer were wrong."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handrail.meetings import bench_meetings
from handrail.meetings.bench_meetings import DEFAULT_ROWS, essence, is_equal, run
from handrail.meetings.index.build import build_index
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.sql_baseline import sql_meetings
from handrail.meetings.index.synthetic import WORST, Question, synthetic_meetings, synthetic_questions

BEFORE_A_CHANGE = datetime(2026, 10, 30, 12, tzinfo=UTC)
SEARCHES = ["meetings", "meetings_chosen", "meetings_online", "meetings_worst_case", "meetings_sql"]
BESIDE = ["meetings_brute_force", "meetings_build", "meetings_almanac"]


def test_run_measures_the_index_and_its_peers_on_the_same_rows(at, monkeypatch):
    monkeypatch.setattr(bench_meetings, "QUESTIONS", 20)
    monkeypatch.setattr(bench_meetings, "resident_after", lambda work, rows, at: 90.0)
    monkeypatch.setattr(bench_meetings, "ROWS_SCANNED", 1_000)

    results = {result.bench: result for result in run(rows=300, at=at)}

    assert set(results) == {"meetings_memory", *SEARCHES, *BESIDE}
    assert {result.rows for result in results.values()} == {300}
    assert [results[name].equal_to_reference for name in SEARCHES] == [True] * len(SEARCHES)
    assert (results["meetings"].budget_ms, results["meetings_memory"].megabytes) == (1.0, 90.0)


def test_the_budget_is_that_of_the_usual_number_of_meetings():
    assert bench_meetings.BUDGETS_MS == ((DEFAULT_ROWS, 1.0),)
    assert DEFAULT_ROWS == 150_000


def test_a_wrong_answer_is_seen(monkeypatch):
    meetings = list(synthetic_meetings(rows=200))
    index, asked = build_index(revision=0, rows=meetings, at=BEFORE_A_CHANGE), Question(WORST, BEFORE_A_CHANGE)
    found = find_meetings(index, *asked)
    wrong = [
        found,
        replace(found, total=found.total + 1),
        replace(found, suspended=found.suspended + 1),
        replace(found, meetings=found.meetings[::-1]),
    ]
    seen = []
    for answer in wrong:
        monkeypatch.setattr(bench_meetings, "find_meetings", lambda *_, answer=answer: answer)
        seen.append(is_equal(index, meetings, asked))

    assert seen == [True, False, False, False]
    assert len({repr(essence(each)) for each in wrong}) == 4


def test_sql_baseline_answers_as_the_index_does_while_a_clock_is_changed():
    meetings = list(synthetic_meetings(rows=3_000))
    index = build_index(revision=0, rows=meetings, at=BEFORE_A_CHANGE)
    questions = synthetic_questions(meetings, number=80, at=BEFORE_A_CHANGE)

    with sql_meetings(index, BEFORE_A_CHANGE) as sql:
        found = [sql.next_within(*asked) for asked in questions]

    expected = [bench_meetings.in_short(find_meetings(index, *asked)) for asked in questions]
    assert found == expected
    assert sum(total for total, _ in found) > 400


@pytest.mark.parametrize("rows", [1, 500])
def test_synthetic_meetings_are_repeatable(rows):
    first, again = (list(synthetic_meetings(rows=rows)) for _ in range(2))

    assert first == again
    assert len({row.public_id for row in first}) == rows
