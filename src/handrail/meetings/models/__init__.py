from handrail.meetings.models.feeds import Feed
from handrail.meetings.models.meetings import Meeting
from handrail.meetings.models.revision import MEETINGS, MeetingsRevision

__all__ = ["MEETINGS", "Feed", "Meeting", "MeetingsRevision"]
