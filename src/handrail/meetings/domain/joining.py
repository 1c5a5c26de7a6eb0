"""When the way into an online meeting is shown, and what a page says until then.

Passcodes that stand about all day bring strangers who shout people down. So they are shown on a press, and near the
start; a meeting without hours has none to wait for.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from handrail.meetings.domain.occurrences import Occurrence

SHOWN_BEFORE = timedelta(hours=1)
"""Product choice: time to charge a phone, to find a quiet room, and to try the link."""


class WayIn(StrEnum):
    """NONE: nothing is listed. WITHHELD: something is, and its list does not let others pass it on."""

    NONE = "none"
    WITHHELD = "withheld"
    LATER = "later"
    NOW = "now"


def way_in(*, is_listed: bool, may_be_told: bool, occurrence: Occurrence | None, at: datetime) -> WayIn:
    """`occurrence` is the one to join; None by appointment."""
    if not is_listed:
        return WayIn.NONE
    if not may_be_told:
        return WayIn.WITHHELD
    return WayIn.NOW if occurrence is None or shown_from(occurrence) <= at else WayIn.LATER


def shown_from(occurrence: Occurrence) -> datetime:
    return occurrence.start - SHOWN_BEFORE
