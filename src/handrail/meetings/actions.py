"""What others do to meetings as a whole."""

from datetime import datetime

from handrail.meetings.demonstration.actions import bring_meetings_to_life as bring_demonstration_to_life
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.models import Feed

__all__ = ["bring_demonstration_to_life", "remove_demonstration"]


def remove_demonstration(*, at: datetime) -> None:
    """Made-up meetings go in the transaction in which the first real data come (S36)."""
    deleted, _ = Feed.objects.filter(is_demonstration=True).delete()
    if deleted:
        bump_revision(at=at)
