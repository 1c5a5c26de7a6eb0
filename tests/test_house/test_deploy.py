"""The configurations we ship log no path together with an address (S9)."""

import re

import pytest


@pytest.mark.asvs("V16.2.3")
def test_nginx_keeps_no_access_log_and_only_emergencies(checkout):
    text = (checkout / "deploy" / "nginx.conf").read_text()

    servers = re.split(r"^server \{", text, flags=re.MULTILINE)[1:]

    assert [len(re.findall(r"^\s+access_log off;", server, re.MULTILINE)) for server in servers] == [1, 1]
    assert [len(re.findall(r"^\s+error_log \S+ emerg;", server, re.MULTILINE)) for server in servers] == [1, 1]
    assert re.findall(r"access_log (?!off)|log_format", text) == []


def test_worker_runs_under_the_same_limits_as_the_server(checkout):
    server, worker = (
        (checkout / "deploy" / f"{name}.service").read_text().splitlines() for name in ("handrail", "handrail-worker")
    )

    differing = {line.partition("=")[0] for line in {*server} ^ {*worker} if not line.startswith("#")}

    assert differing == {"Description", "ExecStart", "Restart", "TimeoutStopSec"}
    assert "ExecStart=/srv/handrail/app/.venv/bin/handrail worker --without meeting-feeds" in worker


def test_lists_of_meetings_are_read_by_a_worker_of_their_own_that_may_take_so_much_memory_and_no_more(checkout):
    worker, feeds = (
        (checkout / "deploy" / f"{name}.service").read_text().splitlines()
        for name in ("handrail-worker", "handrail-feeds")
    )

    added = {line for line in {*feeds} - {*worker} if not line.startswith(("#", "Description"))}

    assert added == {
        "ExecStart=/srv/handrail/app/.venv/bin/handrail worker --only meeting-feeds",
        "MemoryMax=2G",
        "MemorySwapMax=0",
        "OOMScoreAdjust=500",
    }
    assert [line for line in worker if line not in feeds and not line.startswith(("#", "Description", "Exec"))] == []


def test_service_starts_the_server_that_keeps_no_access_log(checkout):
    text = (checkout / "deploy" / "handrail.service").read_text()

    command = re.search(r"^ExecStart=(.*)$", text, re.MULTILINE).group(1)

    assert command == "/srv/handrail/app/.venv/bin/handrail serve --host 127.0.0.1 --port 8000 --workers 2"
