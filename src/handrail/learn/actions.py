"""What readers and the clock write."""

from datetime import datetime

from handrail.learn.helping import LONGEST, Asked
from handrail.learn.models import Feedback
from handrail.privacy.domain.retention import Retention, lasts


def keep_feedback(*, asked: Asked, helped: bool, at: datetime) -> Feedback:
    return Feedback.objects.create(slug=asked.slug, language=asked.language, day=at.date(), helped=helped)


def add_what_is_missing(*, to: int, words: str) -> None:
    """Once: words belong to a No that has none yet."""
    missing = " ".join(words.split())[:LONGEST]
    Feedback.objects.filter(pk=to, helped=False, words="").update(words=missing)


def forget_feedback(*, at: datetime) -> int:
    """A pass of the worker."""
    deleted, _ = Feedback.objects.filter(day__lt=(at - lasts(Retention.FEEDBACK)).date()).delete()
    return deleted
