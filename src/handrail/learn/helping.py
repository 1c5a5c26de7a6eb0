"""Did this help? Kept as a count of the day and perhaps some words; never who said it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handrail.kernel.sealed_tokens import TokenRefused, seal, unseal

PURPOSE = "learn.feedback"
LIFETIME = timedelta(days=1)  # a page left open over night can still be answered
LONGEST = 500


@dataclass(frozen=True)
class Asked:
    """Which page the form stood on; and, where it asks what is missing, which answer that belongs to."""

    slug: str
    language: str
    answer: int | None = None


def form_token(*, slug: str, language: str, at: datetime, answer: int | None = None) -> str:
    """The form names its page only in here, so that an answer is of a page that was read."""
    return seal({"slug": slug, "language": language, "answer": answer}, purpose=PURPOSE, at=at)


def asked_by(token: str, *, at: datetime) -> Asked | None:
    try:
        value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
    except TokenRefused:
        return None
    return Asked(value["slug"], value["language"], value["answer"])
