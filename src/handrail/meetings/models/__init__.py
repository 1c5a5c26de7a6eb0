from handrail.meetings.models.feeds import Feed
from handrail.meetings.models.meetings import Meeting
from handrail.meetings.models.reports import LEARNED, MeetingReports, PeoplesWord, ReportsLearned
from handrail.meetings.models.revision import MEETINGS, MeetingsRevision

__all__ = [
    "LEARNED",
    "MEETINGS",
    "Feed",
    "Meeting",
    "MeetingReports",
    "MeetingsRevision",
    "PeoplesWord",
    "ReportsLearned",
]
