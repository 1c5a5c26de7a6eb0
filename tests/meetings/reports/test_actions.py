"""Reports are counted by day, and the worker says once an hour what they come to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.reports import Answer, Held
from handrail.meetings.index.build import index_from_database, stored_revision
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.query import MeetingQuery
from handrail.meetings.models import Meeting, MeetingReports, PeoplesWord, ReportsLearned
from handrail.meetings.reports.actions import keep_report, learn_from_reports
from meeting_rows import make_stored_meeting

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)
BEGAN = datetime(2026, 11, 17, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def listed_meeting(**facts):
    """One that says the same for a year."""
    return make_stored_meeting(**({"changed_at": BEGAN - timedelta(days=365)} | facts))


def held(weeks_ago=0):
    return Held(MONDAY - timedelta(weeks=weeks_ago), BEGAN - timedelta(weeks=weeks_ago))


def tell(meeting, answer, weeks, *, begun=0):
    for week in range(begun, begun + weeks):
        keep_report(meeting=meeting, answer=answer, held=held(week))


def words():
    return list(PeoplesWord.objects.values_list("meeting", "medicine", "medicine_days", "doubt", "doubt_days"))


def welcomed(at):
    found = find_meetings(index_from_database(at), MeetingQuery(medicine_welcome=True), at)
    return sorted(each.meeting_id for each in found.meetings)


def test_report_keeps_the_meeting_its_day_and_the_answer_alone():
    meeting = listed_meeting()

    for _ in range(3):
        keep_report(meeting=meeting, answer=Answer.NOBODY, held=held())

    assert list(MeetingReports.objects.values_list("meeting", "day", "answer", "times")) == [
        (meeting.pk, MONDAY, "nobody", 3)
    ]
    assert {field.name for field in MeetingReports._meta.fields} == {"id", "meeting", "day", "answer", "times"}


def test_that_it_was_there_is_known_at_once_and_never_goes_back():
    meeting = listed_meeting()
    known = []

    for answer, weeks_ago in ((Answer.NOBODY, 0), (Answer.THERE, 1), (Answer.THERE, 0), (Answer.THERE, 2)):
        keep_report(meeting=meeting, answer=answer, held=held(weeks_ago))
        known.append(Meeting.objects.get().confirmed_at)

    assert known == [None, BEGAN - timedelta(weeks=1), BEGAN, BEGAN]


def test_what_people_saw_is_no_change_of_the_list(at):
    meeting = listed_meeting()
    before = (meeting.digest, meeting.changed_at, stored_revision())

    keep_report(meeting=meeting, answer=Answer.THERE, held=held())

    meeting.refresh_from_db()
    assert (meeting.digest, meeting.changed_at, stored_revision()) == before


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_are_both_counted():
    meeting, together = listed_meeting(), Barrier(2)

    def press(_):
        try:
            together.wait()
            keep_report(meeting=meeting, answer=Answer.THERE, held=held())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(press, range(2)))

    assert list(MeetingReports.objects.values_list("answer", "times")) == [("there", 2)]


def test_worker_says_what_reports_come_to_once_an_hour(at):
    meeting = listed_meeting()
    tell(meeting, Answer.WELCOME, 4)
    done = [learn_from_reports(at=at)]
    tell(meeting, Answer.WELCOME, 1, begun=4)

    done += [learn_from_reports(at=at + HOUR - timedelta(seconds=1)), learn_from_reports(at=at + HOUR)]

    assert done == [0, 0, 1]
    assert words() == [(meeting.pk, "welcome", 5, "", 0)]
    assert ReportsLearned.objects.get().at == at + HOUR


def test_clock_that_was_set_back_stops_no_pass(at):
    meeting = listed_meeting()
    learn_from_reports(at=at + timedelta(days=400))
    tell(meeting, Answer.NOBODY, 2)

    assert learn_from_reports(at=at) == 1


def test_second_worker_finds_nothing_to_do(at):
    tell(listed_meeting(), Answer.NOBODY, 2)

    assert [learn_from_reports(at=at) for _ in range(2)] == [1, 0]


def test_searches_learn_only_of_another_word_on_medicine(at):
    meeting, revisions = listed_meeting(), []

    for hours, (answer, weeks) in enumerate(((Answer.NOBODY, 2), (Answer.WELCOME, 5), (Answer.WELCOME, 6))):
        tell(meeting, answer, weeks)
        learn_from_reports(at=at + hours * HOUR)
        revisions.append(stored_revision())

    assert revisions == [0, 1, 1]


def test_search_for_a_welcome_finds_what_people_and_fellowships_say(at):
    said, mara, silent = (
        listed_meeting(),
        listed_meeting(fellowship=Fellowship.MARA),
        listed_meeting(),
    )
    doubtful = listed_meeting(fellowship=Fellowship.SMART)
    listed_meeting(fellowship=Fellowship.MARA, gone_at=at)
    before = welcomed(at)
    tell(said, Answer.WELCOME, 5)
    tell(silent, Answer.WELCOME, 1)
    tell(doubtful, Answer.TOLD_TO_STOP, 5)

    learn_from_reports(at=at)

    assert (before, welcomed(at)) == ([mara.pk, doubtful.pk], [said.pk, mara.pk])


def test_word_fades_and_old_reports_go(at):
    meeting, known = listed_meeting(), []
    tell(meeting, Answer.WELCOME, 6)

    for days in (0, 150, 200, 541, 542):
        learn_from_reports(at=at + timedelta(days=days))
        known.append((len(words()), MeetingReports.objects.count()))

    assert known == [(1, 6), (1, 6), (0, 6), (0, 1), (0, 0)]


def test_flood_on_one_day_says_nothing_and_a_doubt_of_two_days_ends_when_somebody_saw_it(at):
    meeting, known = listed_meeting(), []

    for answers in (
        [(Answer.NOBODY, 1)] * 50 + [(Answer.TOLD_TO_STOP, 1)] * 50,
        [(Answer.NOBODY, 0)],
        [(Answer.THERE, 0)],
    ):
        for answer, weeks_ago in answers:
            keep_report(meeting=meeting, answer=answer, held=held(weeks_ago))
        learn_from_reports(at=at + len(known) * HOUR)
        known.append(words())

    assert known == [[], [(meeting.pk, "", 0, "nobody", 2)], []]


def test_doubt_ends_where_the_list_says_something_else(at):
    meeting, known = listed_meeting(), []
    tell(meeting, Answer.NOBODY, 2)

    for changed_at in (BEGAN - timedelta(weeks=1, days=1), BEGAN - timedelta(days=1), BEGAN + HOUR):
        Meeting.objects.update(changed_at=changed_at)
        learn_from_reports(at=at + len(known) * HOUR)
        known.append(len(words()))

    assert known == [1, 0, 0]


def test_of_a_meeting_that_left_its_list_nothing_is_said(at):
    meeting = listed_meeting()
    tell(meeting, Answer.NOBODY, 2)
    learn_from_reports(at=at)
    Meeting.objects.update(gone_at=at)

    learn_from_reports(at=at + HOUR)

    assert words() == []


@pytest.mark.parametrize("meetings", [1, 5])
def test_pass_asks_as_many_queries_for_five_as_for_one(at, meetings, django_assert_num_queries):
    for _ in range(meetings):
        tell(listed_meeting(), Answer.NOBODY, 2)

    with django_assert_num_queries(10):
        learn_from_reports(at=at)
