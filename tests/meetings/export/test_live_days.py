"""Columns of days are made behind those who ask, and never answer for what is newer than they are."""

import pytest

from handrail.directory.index.pace import at_once
from handrail.directory.index.renewing import SECONDS_BETWEEN_CHECKS
from handrail.meetings.export.day_packing import DayPacking
from handrail.meetings.export.live_days import LiveDays, Ways


class World:
    """A stored number, and a clock that moves only when told. Work behind the scenes waits until it is done."""

    def __init__(self) -> None:
        self.stored, self.seconds, self.work, self.built = 1, 100.0, [], 0

    def ways(self, **others) -> Ways:
        ours = {"build": self.build, "revision": lambda: self.stored, "clock": lambda: self.seconds}
        return Ways(**(ours | {"start": self.work.append} | others))

    def build(self, breathe):
        self.built += 1
        return DayPacking().columns(self.stored, breathe)

    def do_the_work(self) -> None:
        while self.work:
            self.work.pop(0)()


@pytest.fixture
def world():
    return World()


def revision(live: LiveDays) -> int | None:
    columns = live.as_stored()
    return None if columns is None else columns.revision


def test_nobody_waits_for_the_first_ones_and_they_are_made_once(world):
    live = LiveDays(world.ways())

    before = [revision(live), revision(live)]
    world.do_the_work()
    after = revision(live)

    assert (before, after, world.built) == ([None, None], 1, 1)


def test_older_ones_answer_nobody_until_newer_ones_are_made(world):
    live = LiveDays(world.ways())
    live.as_stored()
    world.do_the_work()
    found = [revision(live)]

    world.stored = 2
    found.append(revision(live))
    world.seconds += SECONDS_BETWEEN_CHECKS
    found.append(revision(live))
    world.do_the_work()
    found.append(revision(live))

    assert found == [1, None, None, 2]


def test_build_that_fails_is_tried_again_later(world):
    def fail(breathe):
        raise ValueError("nothing of a row may be logged")

    live = LiveDays(world.ways(build=fail))
    live.as_stored()
    world.do_the_work()

    begun_at_once = [revision(live), len(world.work)]
    world.seconds += 1.0
    begun_later = [revision(live), len(world.work)]

    assert (begun_at_once, begun_later) == ([None, 0], [None, 1])


def test_machine_without_a_thread_to_spare_answers_from_the_rows(world):
    def no_thread(work):
        raise RuntimeError("can't start new thread")

    live = LiveDays(world.ways(start=no_thread))

    found = [revision(live)]
    world.seconds += 1.0
    found.append(revision(live))

    assert (found, world.built) == ([None, None], 0)


def test_columns_of_no_meeting_are_empty():
    assert DayPacking().columns(7, at_once).size == 0
