"""What made-up people say of the made-up meetings, so that pages can be seen with it."""

from datetime import datetime, timedelta

from handrail.meetings.domain.reports import Answer, Held
from handrail.meetings.models import Meeting, MeetingReports
from handrail.meetings.reports.actions import keep_report, learn_from_reports
from handrail.meetings.reports.queries import held_last

SAID: dict[str, tuple[tuple[Answer, range], ...]] = {
    "Steps at the Corner Hall": ((Answer.THERE, range(3, 4)),),
    "SMART at the Library": ((Answer.THERE, range(8, 9)), (Answer.WELCOME, range(1, 60, 7))),
    "Night Owls": ((Answer.LISTEN_ONLY, range(2, 40, 7)),),
    "Noon Break": ((Answer.WELCOME, range(2, 30, 7)), (Answer.TOLD_TO_STOP, range(3, 30, 7))),
    "Young and Here": ((Answer.NOBODY, range(2, 10, 7)),),
}
"""Of each meeting of that name: the answers, and how many days ago."""


def speak_of_meetings(*, at: datetime) -> None:
    """Once: loading the demonstration again says nothing twice."""
    if MeetingReports.objects.exists():
        return
    for meeting in Meeting.objects.filter(feed__is_demonstration=True, name__in=SAID):
        speak_of(meeting, at=at)
    learn_from_reports(at=at)


def speak_of(meeting: Meeting, *, at: datetime) -> None:
    last = held_last(meeting=meeting, at=at)
    for answer, days_ago in SAID[meeting.name]:
        for days in map(timedelta, days_ago):
            keep_report(meeting=meeting, answer=answer, held=Held(last.day - days, last.began_at - days))
