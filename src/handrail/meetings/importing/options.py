"""What an operator says beside a feed, checked in words before anything is read."""

import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import FeedRefused

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
FORM_OF_NAMES = "at most 64 letters, digits, hyphens and underscores, such as ny-region"
USUAL_FELLOWSHIP = {FeedFormat.BMLT: Fellowship.NA, FeedFormat.TSML: Fellowship.OTHER}
"""Of a new source where none is named: BMLT is made by and for N.A., Meeting Guide lists are of many fellowships."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """None where the operator says nothing: what the source already has stays."""

    format: FeedFormat
    source: str
    fellowship: Fellowship | None = None
    zone: str | None = None
    formats: Path | None = None
    service_bodies: Path | None = None
    may_shrink: bool = False
    is_dry_run: bool = False


def checked_source(name: str) -> str:
    if not NAME.fullmatch(name):
        raise FeedRefused(f"Name the source in {FORM_OF_NAMES}.")
    return name


def checked_fellowship(code: str) -> Fellowship:
    try:
        return Fellowship(code.upper())
    except ValueError:
        known = ", ".join(each.value for each in Fellowship)
        raise FeedRefused(f"No fellowship has that code. The codes are {known}.") from None


def checked_zone(name: str) -> str:
    if not is_zone(name):
        raise FeedRefused("There is no time zone of that name. Write it like America/Chicago.")
    return name


def is_zone(name: str) -> bool:
    """Whether clocks are known by that name. One without a region, such as EST, hides whether it knows summers."""
    if "/" not in name and name != "UTC":
        return False
    try:
        return ZoneInfo(name).key == name
    except (KeyError, ValueError, OSError):
        return False
