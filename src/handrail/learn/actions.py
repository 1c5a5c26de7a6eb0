"""What readers and the clock write."""

from datetime import datetime

from handrail.learn.helping import LONGEST, Asked
from handrail.learn.models import Feedback
from handrail.privacy.domain.retention import Retention, lasts


def keep_feedback(*, asked: Asked, helped: bool, words: str, at: datetime) -> Feedback:
    """Words belong to a No: they say what is missing."""
    return Feedback.objects.create(
        slug=asked.slug,
        language=asked.language,
        day=at.date(),
        helped=helped,
        words="" if helped else " ".join(words.split())[:LONGEST],
    )


def forget_feedback(*, at: datetime) -> int:
    """A pass of the worker."""
    deleted, _ = Feedback.objects.filter(day__lt=(at - lasts(Retention.FEEDBACK)).date()).delete()
    return deleted
