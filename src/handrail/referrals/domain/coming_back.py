"""How long the number of somebody who was handed over opens, and how many of them do at once."""

from datetime import date, datetime, timedelta

from handrail.referrals.domain.agreeing import ends_at
from handrail.web.translation import mark

MOST_NUMBERS = 3
"""One on paper, one on the phone, one that was given again. Product choice."""

AFTER_CONSENT = timedelta(days=14)
"""A number outlasts the consent, so that somebody whose yes ran out can still say yes again. Product choice."""


class ComingBackRefused(Exception):
    """The message may be shown to whoever asked."""


ENDED = mark("This has ended. No number is given for it any more.")
NO_WAY = mark("There is no number or e-mail to which we could write.")


def opens_until(day: date | None, *, at: datetime) -> datetime:
    """`day`: on which they are to come, if that is known."""
    return ends_at(day, at=at) + AFTER_CONSENT
