"""One long list at a time, and what short answers and faults do meanwhile."""

import json
from contextlib import ExitStack
from threading import Lock

import pytest
from django.core.signals import request_finished

from handrail.interop.meeting_lists import turns
from handrail.interop.meeting_lists.sending import sent
from handrail.interop.meeting_lists.turns import Taken, Turn
from handrail.meetings.export import bmlt_answers, queries
from handrail.web.limiting.limits import forget_permits
from interop.meeting_lists.listed_meetings import make_feed, make_meeting

PATHS = ("/meetings.json", "/meetings.csv", "/bmlt/client_interface/json/?switcher=GetSearchResults")


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_permits()


@pytest.fixture
def meeting(db, monkeypatch):
    """Of a list that counts as long."""
    monkeypatch.setattr(turns, "AT_ONCE", 10)
    return make_meeting(make_feed())


@pytest.mark.parametrize("path", PATHS)
def test_second_list_waits_until_the_first_was_sent(meeting, client, path):
    first = client.get("/meetings.json")

    refused = client.get(path)
    told = first.getvalue()
    after = client.get(path)

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert (refused.json()["type"], refused.headers["Cache-Control"]) == ("/api/#lists-busy", "no-store")
    assert "ETag" not in refused.headers
    assert (len(json.loads(told)), after.status_code, after.getvalue() != b"") == (1, 200, True)


def test_reader_that_goes_away_holds_up_nobody(rf, monkeypatch):
    monkeypatch.setattr(turns, "AT_ONCE", 1)
    monkeypatch.setattr(request_finished, "send", lambda **told: None)  # it would close the database of other tests
    known = queries.Publishers({}, "version", None)

    def asked():
        return sent(rf.get("/meetings.json"), iter([b"[1,", b"2]"]), known=known, content_type="application/json")

    first = asked()
    refused = asked()
    first.close()  # what a server does with an answer that it no longer sends

    after = asked()
    assert (first.status_code, refused.status_code, after.status_code) == (200, 503, 200)
    after.close()


def test_calendar_and_what_is_known_already_wait_for_nobody(meeting, client):
    first = client.get("/meetings.json")

    calendar = client.get(f"/meetings/{meeting.public_id}.ics")
    known = client.get("/meetings.json", headers={"if-none-match": first.headers["ETag"]})

    assert (calendar.status_code, known.status_code) == (200, 304)
    first.getvalue()


@pytest.mark.parametrize(("under_way", "status"), [(1, 200), (2, 503)])
def test_of_the_threads_of_a_process_two_look_for_lists_at_once(db, client, under_way, status):
    formats = "/bmlt/client_interface/json/?switcher=GetFormats"
    with ExitStack() as others:
        for _ in range(under_way):
            others.enter_context(turns.searching())
        answered, page = client.get(formats), client.get("/meetings/")
    after = client.get(formats)

    assert (answered.status_code, page.status_code, after.status_code) == (status, 200, 200)


def test_search_that_failed_is_over():
    for _ in range(turns.SEARCHES_AT_ONCE + 1):
        with pytest.raises(RuntimeError):
            turns.whole_or_turn(broken())


def test_short_answer_is_handed_over_whole_while_a_long_one_is_sent(meeting, client, monkeypatch):
    first = client.get("/meetings.json")
    monkeypatch.setattr(turns, "AT_ONCE", 100_000)

    short = client.get("/bmlt/client_interface/json/?switcher=GetFormats")

    assert (short.status_code, short.streaming, first.streaming) == (200, False, True)
    first.getvalue()


def broken():
    yield b"["
    raise RuntimeError("the database is gone")


def test_turn_ends_with_the_last_piece_with_a_fault_and_with_the_object():
    lock = Lock()

    assert list(Turn(iter([b"a", b"b"]), lock)) == [b"a", b"b"]
    with pytest.raises(RuntimeError):
        list(Turn(broken(), lock))
    forgotten = Turn(iter([b"a"]), lock)
    del forgotten

    assert lock.locked() is False


def test_turn_is_not_given_twice_and_one_that_is_over_takes_none_away():
    lock = Lock()
    first = Turn(iter([b"a"]), lock)
    with pytest.raises(Taken):
        Turn(iter([b"a"]), lock)
    first.close()

    second = Turn(iter([b"a"]), lock)
    first.close()

    assert lock.locked() is True
    second.close()


def test_search_that_fails_is_an_answer_that_says_so(meeting, client, monkeypatch):
    def fail(*told):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(bmlt_answers, "search", fail)
    client.raise_request_exception = False

    response = client.get("/bmlt/client_interface/json/?switcher=GetSearchResults")

    assert (response.status_code, "ETag" in response.headers) == (500, False)


def test_feed_that_comes_while_a_list_is_sent_stands_in_the_next(meeting, client, monkeypatch):
    monkeypatch.setattr(queries, "PIECE", 1)
    known = queries.publishers()
    make_meeting(make_feed("new"))

    told = list(queries.published_meetings(known))

    assert [each.public_id for each in told] == [meeting.public_id]
    assert queries.meetings_named(known, ["nobody"]) == []
