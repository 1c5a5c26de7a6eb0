"""`handrail bench` measures what is built and refuses, in a sentence, what is not."""

import io
import json
import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from handrail.kernel.bench import BenchResult
from handrail.pages import bench_http, invented_directory
from handrail.pages.management.commands import bench
from template_database import migrated

KEYS = ["bench", "rows", "p50_ms", "p95_ms", "per_second", "budget_ms", "equal_to_reference"]


@pytest.mark.slow
def test_bench_prints_exactly_a_list_of_results_as_json():
    output = io.StringIO()

    call_command("bench", "search", rows=200, as_json=True, stdout=output)

    results = json.loads(output.getvalue())
    assert [list(result)[: len(KEYS)] for result in results] == [KEYS] * len(results)
    assert {key for result in results for key in result} - {*KEYS} <= {"megabytes", "budget_megabytes", "note"}
    assert [result["rows"] for result in results] == [200] * len(results)
    assert {result["bench"]: result["equal_to_reference"] for result in results}.items() >= {
        ("search", True),
        ("search_worst_case", True),
        ("search_words", True),
        ("search_sql", True),
    }


def test_bench_prints_a_table_with_a_verdict():
    results = [BenchResult("a", 25_000, 0.05, 0.2, 9.5, 0.1, True), BenchResult("b", 5, 1.0, 2.0, 3.0, None, None)]

    lines = bench.table(results).splitlines()

    assert lines[1].split() == ["a", "25,000", "0.0500", "0.2000", "9.5", "-", "0.1", "ms", "yes", "over", "budget"]
    assert lines[2].split() == ["b", "5", "1.0000", "2.0000", "3.0", "-", "-", "-"]
    assert lines[3] == "2 results, 1 over budget."


@pytest.mark.parametrize(
    ("result", "kept"),
    [
        (BenchResult("time", 1, 1.0, 2.0, 3.0, 2.0, None), True),
        (BenchResult("time", 1, 1.0, 2.1, 3.0, 2.0, None), False),
        (BenchResult("rate", 1, 1.0, 2.0, 3.0, None, None, budget_per_second=3.0), True),
        (BenchResult("rate", 1, 1.0, 2.0, 2.9, None, None, budget_per_second=3.0), False),
        (BenchResult("memory", 1, None, None, None, None, None, megabytes=350, budget_megabytes=350), True),
        (BenchResult("memory", 1, None, None, None, None, None, megabytes=351, budget_megabytes=350), False),
        (BenchResult("beside", 1, 1.0, 2.0, 3.0, None, None), None),
    ],
)
def test_each_kind_of_budget_is_judged_by_its_own_figure(result, kept):
    assert result.is_within_budget is kept


@pytest.fixture
def directory_migrated_at_once(monkeypatch, tmp_path, django_db_blocker):
    """The bench makes databases of its own, always SQLite: here they are copied and not migrated one by one."""
    migrated(tmp_path / "migrated.sqlite3")

    def copied(command, **options):
        connections["default"].ensure_connection()
        with closing(sqlite3.connect(tmp_path / "migrated.sqlite3")) as source:
            source.backup(connections["default"].connection)

    monkeypatch.setattr(invented_directory, "call_command", copied)
    with django_db_blocker.unblock():
        yield


@pytest.mark.slow
def test_http_is_measured_on_a_server_of_its_own(monkeypatch, directory_migrated_at_once):
    monkeypatch.setattr(bench_http, "SECONDS", 1.0)
    output = io.StringIO()

    call_command("bench", "pages", rows=2_000, as_json=True, stdout=output)

    results = {result["bench"]: result for result in json.loads(output.getvalue())}
    assert {
        "pages_paths",
        "pages_paths_unseen",
        "pages_paths_meetings",
        "http_paths",
        "http_home",
        "http_facility",
    } <= set(results)
    assert [bench for bench, result in results.items() if result["equal_to_reference"] is False] == []
    assert results["http_paths"]["per_second"] > 0


@pytest.mark.parametrize(
    ("names", "rows", "sentence"),
    [
        (["today"], None, "The bench 'today' can't run: that part of Handrail is not built yet."),
        (["search", "community"], None, "The bench 'community' can't run: that part of Handrail is not built yet."),
        (["speed"], None, "There is no bench named 'speed'. The names are: "),
        (["search"], 0, "--rows is a number of facilities or meetings, 1 or more."),
    ],
)
def test_bench_refuses_what_it_cannot_measure(names, rows, sentence):
    with pytest.raises(CommandError) as refusal:
        call_command("bench", *names, rows=rows)

    assert str(refusal.value).startswith(sentence)
    assert refusal.value.returncode == 1


def test_bench_fails_when_an_answer_differs_from_the_reference(monkeypatch):
    wrong = BenchResult("search", 5, 1.0, 2.0, 3.0, None, False)
    monkeypatch.setattr(bench, "bench_named", lambda name: lambda **_: [wrong])

    with pytest.raises(CommandError) as refusal:
        call_command("bench", "search", stdout=io.StringIO())

    assert str(refusal.value) == "Not equal to the reference: search."
