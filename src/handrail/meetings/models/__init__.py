from handrail.meetings.models.feeds import Feed
from handrail.meetings.models.meetings import Meeting
from handrail.meetings.models.reports import LEARNED, MeetingReports, PeoplesWord, ReportsLearned
from handrail.meetings.models.revision import MEETINGS, MeetingsRevision
from handrail.meetings.models.texts import AnsweredText, TextQuestion

__all__ = [
    "LEARNED",
    "MEETINGS",
    "AnsweredText",
    "Feed",
    "Meeting",
    "MeetingReports",
    "MeetingsRevision",
    "PeoplesWord",
    "ReportsLearned",
    "TextQuestion",
]
