"""What a key of an organization's own system may do, for how long, and who makes and ends it."""

from datetime import datetime, timedelta
from enum import StrEnum

from handrail.accounts.domain.roles import LISTED_KINDS, Kind
from handrail.kernel.refused_fields import FieldRefused
from handrail.web.translation import mark


class Scope(StrEnum):
    """What a key may do: this, and nothing else."""

    CAPACITIES_WRITE = "capacities:write"


# Product choices. A key that nobody remembers ends by itself; a year is long enough for a system that is looked after.
LONGEST_DAYS = 365
CHOICES_OF_DAYS = (90, 30, 180, LONGEST_DAYS)
MOST_LIVE = 5  # one for each system, and one to change over


class KeyRefused(FieldRefused):
    """The message may be shown to the person who asked."""


NOT_YOURS = mark("Only a lead of the organization can make a key.")
NO_LABEL = mark("Say which system will use the key.")
WRONG_DAYS = mark("Choose for how long the key works.")
TOO_MANY = mark("You have enough keys. End one first.")


def has_keys(kind: Kind) -> bool:
    """Only whose pages are in the directory has anything to tell by a key."""
    return kind in LISTED_KINDS


def check_new_key(*, is_lead: bool, label: str, days: int, live: int) -> None:
    if not is_lead:
        raise KeyRefused(NOT_YOURS)
    if not label:
        raise KeyRefused(NO_LABEL, "label")
    if not 1 <= days <= LONGEST_DAYS:
        raise KeyRefused(WRONG_DAYS, "days")
    if live >= MOST_LIVE:
        raise KeyRefused(TOO_MANY)


def ends_at(made_at: datetime, *, days: int) -> datetime:
    return made_at + timedelta(days=days)


def is_live(*, made_at: datetime, days: int, revoked_at: datetime | None, at: datetime) -> bool:
    """A clock that was set back makes no key work before it was made."""
    return revoked_at is None and made_at <= at < ends_at(made_at, days=days)
