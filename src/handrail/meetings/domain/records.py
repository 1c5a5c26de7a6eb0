"""A meeting as any feed tells it, in one shape: what readers make, the importer keeps and exporters write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue, ZoneFrom

MOST_MINUTES = 24 * 60
LONGEST_LINK = 2000
"""A form for corrections that is filled in by its link has more than a thousand characters in real feeds."""
DEFAULT_MINUTES = 60
"""What the Meeting Guide specification takes where no end is told; a BMLT server says its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """One row of a feed. Absent words are "", absent lists (); only what may truly be unknown is None.

    `weekdays` are 0 (Sunday) to 6, ascending; none means by appointment, and then `start` is None. `start` is on the
    clock of `zone`, an IANA name that exists. `minutes` is 1 to 1,440: a meeting may end on the next day.
    `formats` are the feed's own codes as written, `world_ids` the BMLT names of them that all servers share.
    `languages` are ISO 639-1 codes, or 639-3 where there is none. `raw` is the row as it came, for a lossless export.
    """

    key: str
    fellowship: Fellowship
    name: str
    weekdays: tuple[int, ...]
    start: time | None
    minutes: int
    zone: str
    zone_from: ZoneFrom
    venue: Venue

    group: str = ""
    place: str = ""
    street: str = ""
    neighborhood: str = ""
    city: str = ""
    county: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    formatted_address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    is_approximate: bool = False
    place_notes: str = ""
    transit: str = ""
    regions: tuple[str, ...] = ()
    service_body: str = ""
    notes: str = ""

    languages: tuple[str, ...] = ()
    traits: frozenset[Trait] = frozenset()
    formats: tuple[str, ...] = ()
    world_ids: tuple[str, ...] = ()

    conference_url: str = ""
    conference_url_notes: str = ""
    conference_phone: str = ""
    conference_phone_notes: str = ""
    website: str = ""
    feedback_url: str = ""
    feedback_emails: tuple[str, ...] = ()
    changed_upstream: datetime | None = None
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Correction:
    """What was read otherwise than it was written: `was` and `read_as` are shown to who keeps the feed."""

    row: int
    field: str
    was: str
    read_as: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, and why, in words for whoever keeps the feed. Rows are counted from 1.

    `is_withdrawn`: it can be read, and says that its meeting is no longer published.
    """

    row: int
    key: str
    reason: str
    is_withdrawn: bool = False


@dataclass(slots=True)
class FeedReading:
    """All of a feed: each row is in `records` or in `refused`. A corrected row is in `records`."""

    rows: int = 0
    records: list[tuple[int, MeetingRecord]] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)

    @property
    def corrected_rows(self) -> int:
        return len({each.row for each in self.corrections})


class FeedRefused(Exception):
    """Nothing of this feed is taken. The message is for its operator, and quotes nothing of the content."""
