"""Beginnings are worked out ahead, exact where clocks are changed, and made anew before anybody must wait."""

import threading
from datetime import UTC, datetime, time

import numpy as np
import pytest

from handrail.directory.index.pace import at_once
from handrail.meetings.index import almanac
from handrail.meetings.index.almanac import DAY_SECONDS, GOOD_FOR_DAYS, MOST_KEPT, NEVER, Almanacs, SlotTime, almanac_of

SUNDAY_MORNING = SlotTime("America/Chicago", 0, time(2, 30))
NOON = int(datetime(2027, 3, 13, 12, tzinfo=UTC).timestamp())
TODAY = NOON // DAY_SECONDS


def test_almanac_holds_the_first_two_beginnings_and_none_of_what_has_no_time():
    found = almanac_of([SUNDAY_MORNING], TODAY)

    moments = [datetime.fromtimestamp(each[0], UTC).isoformat() for each in (found.first, found.second)]
    assert moments == ["2027-03-14T08:30:00+00:00", "2027-03-21T07:30:00+00:00"]
    assert (found.first[-1], found.second[-1]) == (NEVER, NEVER)


def test_starts_are_the_first_that_is_not_before():
    found = almanac_of([SUNDAY_MORNING], TODAY)
    first = int(found.first[0])

    starts = found.starts(np.array([0, 0, -1]), np.array([first, first + 1, 0]))

    assert starts.tolist() == [first, found.second[0], NEVER]


@pytest.mark.parametrize(
    ("days", "covered"), [(-1, False), (0, True), (GOOD_FOR_DAYS - 1, True), (GOOD_FOR_DAYS, False)]
)
def test_almanac_covers_some_days(days, covered):
    assert almanac_of([], TODAY).covers(NOON + days * DAY_SECONDS) is covered


@pytest.fixture
def days_made(monkeypatch):
    made, make = [], almanac_of

    def counted(times, day, breathe):
        made.append(day - TODAY)
        return make(times, day, breathe)

    monkeypatch.setattr(almanac, "almanac_of", counted)
    return made


def test_an_almanac_is_made_once_and_serves_the_days_it_covers(days_made):
    almanacs = Almanacs([SUNDAY_MORNING])

    found = {id(almanacs.at(NOON + days * DAY_SECONDS)) for days in (0, 1, 4, 0)}

    assert (len(found), days_made) == (1, [0])


def test_only_the_newest_almanacs_are_kept(days_made):
    almanacs = Almanacs([SUNDAY_MORNING])
    weeks = [7 * number for number in range(MOST_KEPT + 1)]

    for days in (*weeks, weeks[-1], weeks[0]):
        almanacs.at(NOON + days * DAY_SECONDS)

    assert days_made == [*weeks, 0]


def test_an_almanac_of_yesterday_is_renewed_though_it_still_serves(days_made):
    almanacs = Almanacs([SUNDAY_MORNING])
    tomorrow = NOON + DAY_SECONDS
    almanacs.at(NOON)

    aging = [almanacs.is_aging(NOON), almanacs.is_aging(tomorrow)]
    for _ in range(2):
        almanacs.renew(tomorrow, at_once)

    assert (aging, days_made) == ([False, True], [0, 1])
    assert almanacs.at(tomorrow).day == TODAY + 1


def test_who_renews_while_another_does_goes_their_way():
    almanacs, made = Almanacs([SUNDAY_MORNING]), []

    def breathe():
        other = threading.Thread(target=lambda: almanacs.renew(NOON, lambda: made.append("twice")))
        other.start()
        other.join(10)
        made.append("once")

    almanacs.renew(NOON, breathe)

    assert made == ["once"]


def test_threads_that_ask_together_make_one(days_made):
    almanacs, start, found = Almanacs([SUNDAY_MORNING]), threading.Barrier(8), []

    def ask():
        start.wait()
        found.append(almanacs.at(NOON).day)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (found, days_made) == ([TODAY] * 8, [0])
