import pytest

from handrail.directory.index import bench_live


@pytest.mark.slow
def test_bench_of_the_live_index_measures_build_searches_and_the_change_of_who_is_open(at, monkeypatch):
    monkeypatch.setattr(bench_live, "QUIET_SECONDS", 0.05)

    results = bench_live.run(rows=300, at=at)

    assert [result.bench for result in results] == [
        "index_build",
        "search_quiet_p99",
        "search_rebuilding_p99",
        "index_who_is_open",
    ]
    assert all(result.rows == 300 and 0 < result.p50_ms <= result.p95_ms for result in results)
