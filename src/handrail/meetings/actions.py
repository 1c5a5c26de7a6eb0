"""What others do to meetings as a whole."""

from datetime import datetime

from handrail.meetings.index.actions import bump_revision
from handrail.meetings.models import Feed


def remove_demonstration(*, at: datetime) -> None:
    """Made-up meetings go in the transaction in which the first real data come (S36)."""
    deleted, _ = Feed.objects.filter(is_demonstration=True).delete()
    if deleted:
        bump_revision(at=at)
