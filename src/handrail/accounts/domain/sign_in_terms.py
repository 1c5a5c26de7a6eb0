"""How long a sign-in lasts: by whose it is, and by whether the device is shared (S14).

The numbers for staff and shared devices are the specification's; those for people's own devices are a product choice:
a telephone is left on a table, and the browser forgets the sign-in anyway when it is closed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Terms(StrEnum):
    """On which terms somebody is signed in."""

    PERSON = "person"  # their own device
    STAFF = "staff"  # someone who acts for an organization or runs this installation
    SHARED = "shared"  # a device that others use too: a ward's tablet, a library


@dataclass(frozen=True)
class Lasting:
    """`idle` without an act, `longest` in all."""

    idle: timedelta
    longest: timedelta


LASTING: dict[Terms, Lasting] = {
    Terms.PERSON: Lasting(idle=timedelta(hours=2), longest=timedelta(hours=12)),
    Terms.STAFF: Lasting(idle=timedelta(minutes=15), longest=timedelta(hours=12)),
    Terms.SHARED: Lasting(idle=timedelta(seconds=90), longest=timedelta(hours=1)),
}
FRESH = timedelta(minutes=10)  # how long a proof of who one is counts for the most private pages. Product choice
CLOCK_MAY_GO_BACK = timedelta(minutes=5)
NOTED_EVERY = (
    10  # an act is written down when a tenth of the idle time has passed: a read need not be a write each time
)


def terms_of(*, is_staff: bool, is_shared_device: bool) -> Terms:
    if is_shared_device:
        return Terms.SHARED
    return Terms.STAFF if is_staff else Terms.PERSON


def untouched_screen_lasts(terms: Terms) -> timedelta | None:
    """How long a page that nobody touches may stay on the screen: as long as the sign-in, where others look on."""
    return LASTING[terms].idle if terms is Terms.SHARED else None


def is_over(terms: Terms, *, began_at: datetime, seen_at: datetime, at: datetime) -> bool:
    """A clock that was set back ends a sign-in: otherwise it would last as much longer."""
    lasting = LASTING[terms]
    if at < max(began_at, seen_at) - CLOCK_MAY_GO_BACK:
        return True
    return at - seen_at >= lasting.idle or at - began_at >= lasting.longest


def is_to_be_noted(terms: Terms, *, seen_at: datetime, at: datetime) -> bool:
    return at - seen_at >= LASTING[terms].idle / NOTED_EVERY


def is_fresh(proved_at: datetime | None, *, at: datetime) -> bool:
    """Whether who is signed in has shown a moment ago that it is still them."""
    return proved_at is not None and -CLOCK_MAY_GO_BACK <= at - proved_at < FRESH
