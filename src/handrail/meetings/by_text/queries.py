"""Which places a text names, and whether this installation answers texts at all."""

from datetime import datetime, timedelta

from django.conf import settings

from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.meetings.by_text.wording import PlaceTold
from handrail.meetings.domain.freshness import Freshness
from handrail.meetings.domain.neutral_texts import NAMED_BY_TEXT, NOT_FOR_ALL, neutral_street, neutral_town
from handrail.meetings.domain.venues import Venue
from handrail.meetings.finder.found import listed_with_feeds
from handrail.meetings.index.finding import find_meetings
from handrail.meetings.index.live import current_meetings
from handrail.meetings.index.query import FoundMeeting, MeetingQuery
from handrail.meetings.models import Meeting
from handrail.meetings.reports.queries import standing_of, tells_to_stop
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel

MOST_PLACES = 3
AHEAD = timedelta(hours=24)
RINGS = (5.0, 25.0)  # miles: what can be reached without a car first
LOOKED_AT = 60  # of those found; some cannot be named in a text


def is_offered() -> bool:
    """Off until the operator names the number that people text. A demonstration texts nobody (S36)."""
    is_open = not settings.DEMONSTRATION and not missing_setting(Channel.SMS)
    return is_open and bool(settings.MEETINGS_TEXT_NUMBER)


def place_of_zip(zip_code: str) -> Place | None:
    try:
        return resolve_place(zip_code) if zip_code else None
    except (PlaceUnknown, PlaceAmbiguous):
        return None


def places_to_tell(*, place: Place, at: datetime) -> list[PlaceTold]:
    """Of the next 24 hours: those within reach, and only where they are too few some from farther. By time."""
    told: list[PlaceTold] = []
    for miles in RINGS:
        told = one_each([*told, *told_within(place, miles, at)])
        if len(told) >= MOST_PLACES:
            break
    return sorted(told[:MOST_PLACES], key=lambda each: (max(each.occurrence.start, at), each.miles))


def told_within(place: Place, miles: float, at: datetime) -> list[PlaceTold]:
    query = MeetingQuery(
        latitude=place.latitude,
        longitude=place.longitude,
        miles=miles,
        fellowships=NAMED_BY_TEXT,
        venues=frozenset({Venue.IN_PERSON, Venue.HYBRID}),
        page_size=LOOKED_AT,
    )
    hits = find_meetings(current_meetings(), query, at).meetings
    rows = listed_with_feeds().in_bulk([hit.meeting_id for hit in hits])
    lines = (line_of(hit, rows.get(hit.meeting_id), at) for hit in hits)
    return [line for line in lines if line]


def line_of(hit: FoundMeeting, row: Meeting | None, at: datetime) -> PlaceTold | None:
    """None for what is too late, not for all, or has no street that a text may name."""
    if row is None or hit.occurrence is None or hit.miles is None or row.is_approximate:
        return None
    if hit.occurrence.start >= at + AHEAD or NOT_FOR_ALL & set(row.traits) or is_warned_of(row, at):
        return None
    street = neutral_street(row.street)
    return PlaceTold(hit.occurrence, street, neutral_town(row.city), hit.miles) if street else None


def is_warned_of(row: Meeting, at: datetime) -> bool:
    """A text has no room for a warning, so it names nothing that elsewhere bears one."""
    return tells_to_stop(row) or standing_of(row, at=at).freshness is Freshness.DOUBTED


def one_each(lines: list[PlaceTold]) -> list[PlaceTold]:
    """A house where three meetings begin together is one place."""
    return list({(line.street, line.occurrence.start): line for line in reversed(lines)}.values())[::-1]
