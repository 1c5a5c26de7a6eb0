from handrail.meetings.models.feeds import Feed
from handrail.meetings.models.meetings import Meeting

__all__ = ["Feed", "Meeting"]
