"""Small feeds for tests, of meetings that nobody could take for true ones."""

import gzip
import json
from collections.abc import Iterable
from datetime import time
from pathlib import Path
from typing import Any

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import FeedReading, MeetingRecord
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.importing.options import ImportOptions

OF_N_A = ImportOptions(format=FeedFormat.BMLT, source="example", zone="America/Chicago")


def bmlt_row(number: int, **told: Any) -> dict[str, Any]:
    """A meeting in Springfield as a BMLT server answers it: Mondays at 19:00."""
    return {
        "id_bigint": str(number),
        "meeting_name": f"Example Group {number}",
        "weekday_tinyint": "2",
        "start_time": "19:00:00",
        "duration_time": "01:00:00",
        "venue_type": "1",
        "formats": "O",
        "location_street": f"{number} Example Street",
        "location_municipality": "Springfield",
        "location_province": "IL",
        "longitude": "-89.65",
        "latitude": "39.8",
        "published": "1",
    } | told


def tsml_row(number: int, **told: Any) -> dict[str, Any]:
    return {
        "name": f"Example Group {number}",
        "slug": f"example-{number}",
        "day": 1,
        "time": "19:00",
        "end_time": "20:00",
        "timezone": "America/Chicago",
        "formatted_address": f"{number} Example Street, Springfield, IL 62701, USA",
        "types": ["O"],
    } | told


def write_feed(path: Path, rows: Iterable[Any], *, packed: bool = False) -> Path:
    content = json.dumps(list(rows)).encode()
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


def record(number: int, **told: Any) -> MeetingRecord:
    facts = {
        "key": str(number),
        "fellowship": Fellowship.NA,
        "name": f"Example Group {number}",
        "weekdays": (1,),
        "start": time(19, 0),
        "minutes": 60,
        "zone": "America/Chicago",
        "zone_from": ZoneFrom.FEED,
        "venue": Venue.IN_PERSON,
        "raw": {"id_bigint": str(number)},
    }
    return MeetingRecord(**(facts | told))


def reading_of(*records: MeetingRecord) -> FeedReading:
    return FeedReading(rows=len(records), records=list(enumerate(records, start=1)))
