"""A meeting as exporters take it: what its feed tells, beside who publishes it and what we know of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.records import MeetingRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """The feed, as far as others are told of it. `formats` and `service_bodies` are a BMLT server's own answers."""

    id: int
    name: str
    title: str = ""
    website: str = ""
    format: FeedFormat
    shares_video_links: bool = False
    feedback_url: str = ""
    feedback_email: str = ""
    is_demonstration: bool = False
    formats: tuple[Mapping[str, Any], ...] = ()
    service_bodies: tuple[Mapping[str, Any], ...] = ()

    @property
    def entity(self) -> str:
        """Made-up meetings say so wherever they go."""
        name = self.title or self.name
        return f"Made up for demonstration: {name}" if self.is_demonstration else name


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedMeeting:
    """`number` is ours and stays the same; `public_id` is unique over all feeds, which a feed's own key is not."""

    number: int
    public_id: str
    record: MeetingRecord
    publisher: Publisher = field(repr=False)
    changed_at: datetime

    @property
    def is_weekly(self) -> bool:
        """Not by appointment: it has days and a time, and calendars and BMLT know nothing else."""
        return bool(self.record.weekdays) and self.record.start is not None
