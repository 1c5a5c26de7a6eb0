"""What the index needs of a meeting."""

from datetime import time
from typing import NamedTuple


class MeetingRow(NamedTuple):
    """As the database keeps it, in the order of the one query that reads them all."""

    pk: int
    public_id: str
    fellowship: str
    venue: str
    weekdays: str
    start: time | None
    minutes: int
    zone: str
    languages: list[str]
    traits: list[str]
    latitude: float | None
    longitude: float | None
