"""Which two colleagues may open the sign-in of a third, who lost password and second factor (S14).

One person alone, with a second self, must not come into a colleague's account. The numbers are product choices.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handrail.web.translation import mark

LONG_ENOUGH = timedelta(days=7)  # a lead invited a moment ago may be the other one's second self
MADE_FOR_THIS_WORK = timedelta(days=1)  # an account no older than that before the work began came by its invitation


class ResetRefused(Exception):
    """The message may be shown to the person who asked."""


@dataclass(frozen=True)
class Opener:
    """One of the two. `here_since` is None for an operator who does not work in the organization."""

    here_since: datetime | None
    is_operator: bool = False


@dataclass(frozen=True)
class LockedAccount:
    """What is to be opened, and how much hangs on it."""

    opened_at: datetime
    here_since: datetime | None
    is_operator: bool = False
    works_elsewhere: bool = False


@dataclass(frozen=True)
class Agreed:
    """Two have agreed to open an account."""

    two: tuple[Opener, Opener]
    account: LockedAccount
    at: datetime


def is_somebody_new(agreed: Agreed) -> bool:
    return any(one.here_since is not None and one.here_since > agreed.at - LONG_ENOUGH for one in agreed.two)


def is_more_than_here(account: LockedAccount) -> bool:
    """Work elsewhere, the whole installation, or an account from before this work: not this organization's to open."""
    is_older = account.here_since is None or account.opened_at < account.here_since - MADE_FOR_THIS_WORK
    return account.is_operator or is_older or account.works_elsewhere


def needs_an_operator(agreed: Agreed) -> bool:
    return is_more_than_here(agreed.account) and not any(one.is_operator for one in agreed.two)


# The first that holds is the reason.
REFUSALS: tuple[tuple[Callable[[Agreed], bool], str], ...] = (
    (is_somebody_new, mark("Both of you must have worked here for a week.")),
    (
        needs_an_operator,
        mark("This account is not only for your organization. Ask the people who run this site, or invite anew."),
    ),
)


def check_agreed(agreed: Agreed) -> None:
    for holds, reason in REFUSALS:
        if holds(agreed):
            raise ResetRefused(reason)
