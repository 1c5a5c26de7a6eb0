from handrail.meetings.models.feeds import Feed
from handrail.meetings.models.meetings import Meeting
from handrail.meetings.models.revision import MEETINGS, MeetingsRevision
from handrail.meetings.models.texts import AnsweredText, TextQuestion

__all__ = ["MEETINGS", "AnsweredText", "Feed", "Meeting", "MeetingsRevision", "TextQuestion"]
