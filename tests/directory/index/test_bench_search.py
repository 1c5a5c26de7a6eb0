"""The bench compares what it measures, and would say so if an answer were wrong."""

from dataclasses import replace

import pytest

from handrail.directory.index import bench_live
from handrail.directory.index.bench_search import budget_ms, is_same, run
from handrail.directory.index.build import build_index
from handrail.directory.index.sql_baseline import sql_baseline
from handrail.directory.index.synthetic import COMMON_CODES, synthetic_queries, synthetic_rows, worst_query

COMPARED = ["search", "search_worst_case", "search_words", "search_brute_force", "search_sql"]
BESIDE = ["search_memory", "index_build", "search_quiet_p99", "search_rebuilding_p99", "index_who_is_open"]
WHERE_A_SERVER_IS = ["search_postgres", "search_words_postgres"]


@pytest.mark.slow
def test_run_measures_the_index_and_its_peers_on_the_same_rows(at, monkeypatch):
    monkeypatch.setattr(bench_live, "QUIET_SECONDS", 0.05)

    results = {result.bench: result for result in run(rows=300, at=at)}

    assert set(results) - set(WHERE_A_SERVER_IS) == {*COMPARED, *BESIDE}
    assert {result.rows for result in results.values()} == {300}
    assert all(results[name].equal_to_reference for name in (*COMPARED, *(results.keys() & WHERE_A_SERVER_IS)))
    assert results["search"].budget_ms == 0.1
    assert all(0 < result.p50_ms <= result.p95_ms for result in results.values() if result.p50_ms is not None)
    assert 0 < results["search_memory"].megabytes < 350


def test_budget_follows_the_number_of_rows():
    found = [budget_ms(rows) for rows in (1, 25_000, 25_001, 1_000_000, 1_000_001)]

    assert found == [0.1, 0.1, 1.5, 1.5, None]


def test_is_same_sees_a_wrong_total_page_or_count():
    directory = list(synthetic_rows(rows=200))
    index, query = build_index(revision=0, rows=directory), worst_query()
    answer = index.search(query)
    wrong = [
        replace(answer, total=answer.total + 1),
        replace(answer, positions=answer.positions[::-1]),
        replace(answer, counts=answer.counts | {"Z000": -1}),
    ]

    found = [is_same(index, each, directory, query) for each in (answer, *wrong)]

    assert found == [True, False, False, False]


def test_sql_baseline_answers_as_the_index_does():
    directory = list(synthetic_rows(rows=3_000))
    index = build_index(revision=0, rows=directory)
    queries = [replace(query, groups=query.groups[:2]) for query in synthetic_queries(rows=directory, number=30)]

    with sql_baseline(index) as sql:
        found = [sql.search(query) for query in queries]

    expected = [index.search(query) for query in queries]
    assert [(each.total, each.positions, each.counts) for each in found] == [
        (each.total, each.positions, each.counts) for each in expected
    ]
    assert sum(each.total for each in expected) > 100


def test_synthetic_rows_are_repeatable_and_as_dense_as_a_long_directory_row():
    first, again = (list(synthetic_rows(rows=1_000)) for _ in range(2))

    codes = sum(len(row.codes.split()) for row in first) / len(first)

    assert first == again
    assert len({row.public_id for row in first}) == 1_000
    assert 100 < codes < 115
    assert len(COMMON_CODES) > 60
