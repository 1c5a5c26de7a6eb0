"""What the database itself refuses to keep of reports."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from handrail.meetings.models import MeetingReports, PeoplesWord, ReportsLearned
from meeting_rows import make_stored_meeting

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 16)


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"answer": "gossip"}, "meetings_report_is_known"),
        ({"times": 0}, "meetings_reports_are_of_something"),
    ],
)
def test_reports_that_are_none_are_not_kept(told, constraint):
    meeting = make_stored_meeting()

    with refused(constraint), transaction.atomic():
        MeetingReports.objects.create(**({"meeting": meeting, "day": DAY, "answer": "there"} | told))

    assert MeetingReports.objects.count() == 0


def test_one_answer_about_one_day_is_one_row():
    meeting = make_stored_meeting()
    MeetingReports.objects.create(meeting=meeting, day=DAY, answer="there")

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingReports.objects.create(meeting=meeting, day=DAY, answer="there")

    assert MeetingReports.objects.get().times == 1


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({}, "meetings_word_says_something"),
        ({"medicine": "welcome", "medicine_days": 4}, "meetings_word_on_medicine_is_of_many"),
        ({"medicine": "perhaps", "medicine_days": 9}, "meetings_word_on_medicine_is_of_many"),
        ({"medicine_days": 5}, "meetings_word_on_medicine_is_of_many|meetings_word_says_something"),
        ({"doubt": "nobody", "doubt_days": 1, "doubted_on": DAY}, "meetings_doubt_is_of_two_days"),
        ({"doubt": "nobody", "doubt_days": 2}, "meetings_doubt_is_of_two_days"),
        ({"doubt": "there", "doubt_days": 2, "doubted_on": DAY}, "meetings_doubt_is_of_two_days"),
    ],
)
def test_word_of_too_few_is_not_kept(told, constraint):
    meeting = make_stored_meeting()

    with refused(constraint), transaction.atomic():
        PeoplesWord.objects.create(meeting=meeting, **told)

    assert PeoplesWord.objects.count() == 0


def test_reports_are_gone_through_by_one(at):
    with refused("meetings_reports_learned_is_one_row"), transaction.atomic():
        ReportsLearned.objects.create(pk=2, at=at)

    assert ReportsLearned.objects.count() == 0
