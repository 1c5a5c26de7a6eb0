"""A feed that was read anew reaches every process within a second or so, and disturbs no search."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.directory.index.renewing import SECONDS_BETWEEN_CHECKS
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.index.build import build_index
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.live import LiveMeetings, Ways
from handrail.meetings.index.query import MeetingQuery
from meeting_rows import make_meeting_row, make_stored_meeting

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class World:
    """Stored meetings, and a clock that moves only when told. Work behind the scenes waits until it is done."""

    def __init__(self) -> None:
        self.rows, self.stored_revision, self.seconds, self.work = 1, 1, 100.0, []

    def ways(self, **others) -> Ways:
        known = {"build": self.build, "revision": lambda: self.stored_revision}
        ours = {"clock": lambda: self.seconds, "now": self.now, "start": self.work.append}
        return Ways(**(known | ours | others))

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds - 100)

    def build(self, at, breathe):
        rows = [make_meeting_row(number) for number in range(1, self.rows + 1)]
        return build_index(revision=self.stored_revision, rows=rows, at=at, breathe=breathe)

    def pass_by(self, seconds=SECONDS_BETWEEN_CHECKS) -> None:
        self.seconds += seconds

    def do_the_work(self) -> None:
        while self.work:
            self.work.pop(0)()


def test_a_change_is_served_once_the_new_index_is_ready_behind_those_who_search():
    world = World()
    live = LiveMeetings(world.ways())
    sizes = [live.current().size]
    world.rows, world.stored_revision = 2, 2

    sizes.append(live.current().size)
    world.pass_by()
    sizes.append(live.current().size)
    stale = live.health()["stale"]
    world.do_the_work()
    sizes.append(live.current().size)

    assert (sizes, stale) == ([1, 1, 1, 2], True)
    assert (live.health()["stale"], live.health()["revision"]) == (False, 2)


def test_a_new_day_has_its_almanac_before_anybody_waits_for_it():
    world = World()
    live = LiveMeetings(world.ways())
    index = live.current()
    held = [index.almanacs.is_aging(int(world.now().timestamp()))]

    world.pass_by(24 * 3600)
    live.current()
    held.append(index.almanacs.is_aging(int(world.now().timestamp())))
    world.do_the_work()
    held.append(index.almanacs.is_aging(int(world.now().timestamp())))

    assert held == [False, True, False]
    assert live.current() is index


def test_a_machine_without_a_thread_to_spare_answers_by_the_almanac_it_has():
    def no_thread(work):
        raise RuntimeError

    world = World()
    live = LiveMeetings(world.ways(start=no_thread))
    index = live.current()

    world.pass_by(24 * 3600)

    assert live.current() is index
    assert find_meetings(index, MeetingQuery(), world.now()).total == 1


@pytest.mark.django_db
def test_live_meetings_ask_the_database_once_a_second_at_most(at, django_assert_num_queries):
    world = World()
    make_stored_meeting()
    bump_revision(at=at)
    live = LiveMeetings(Ways(clock=lambda: world.seconds, now=world.now, start=world.work.append))
    before = live.current()

    with django_assert_num_queries(0):
        live.current()
    world.pass_by()
    with django_assert_num_queries(1):
        found = [live.current() for _ in range(20)]

    assert {id(each) for each in found} == {id(before)}


@pytest.mark.django_db
def test_a_meeting_that_leaves_its_feed_leaves_the_index(at):
    world = World()
    meeting = make_stored_meeting()
    make_stored_meeting()
    live = LiveMeetings(Ways(clock=lambda: world.seconds, now=world.now, start=world.work.append))
    before = live.current().meeting_ids.tolist()
    type(meeting).objects.filter(pk=meeting.pk).update(gone_at=at)
    bump_revision(at=at)

    world.pass_by()
    live.current()
    world.do_the_work()
    after = live.current().meeting_ids.tolist()

    assert meeting.pk in before
    assert (len(before), len(after), meeting.pk in after) == (2, 1, False)
