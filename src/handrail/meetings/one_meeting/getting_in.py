"""How one joins from elsewhere: what is told at any hour, and the way in itself, which is not."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from handrail.directory.domain.phone_numbers import canonical_phone
from handrail.meetings.domain.joining import WayIn, shown_from, way_in
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.published import PublishedMeeting
from handrail.meetings.export.withheld import JOINING, without_joining
from handrail.meetings.one_meeting.times import now_or_next, weekly_time
from handrail.meetings.wordings.days import date_within
from handrail.meetings.wordings.times import clock_told

NOTES = ("notes", "place_notes")
DIALED = "+,*;"  # what one tap dials; `#` would end an address


@dataclass(frozen=True, slots=True)
class GettingIn:
    """`link`, `dial`, `number` and `lines` are empty until the way in is `NOW` and somebody pressed for it."""

    state: WayIn
    is_shown: bool = False
    opens: str = ""
    link: str = ""
    host: str = ""
    number: str = ""
    dial: str = ""
    lines: tuple[str, ...] = ()


def getting_in(meeting: PublishedMeeting, language: str, *, at: datetime, is_asked: bool) -> GettingIn | None:
    """None where nobody joins from elsewhere, or it is not held now."""
    record = meeting.record
    if record.venue not in (Venue.ONLINE, Venue.HYBRID):
        return None
    weekly = weekly_time(record)
    occurrence = now_or_next(weekly, at) if weekly else None
    state = way_in(
        is_listed=any(getattr(record, name) for name in JOINING) or bool(kept_lines(record)),
        may_be_told=meeting.publisher.shares_video_links,
        occurrence=occurrence,
        at=at,
    )
    opens = shown_from(occurrence).astimezone(ZoneInfo(record.zone)) if occurrence else None
    told = GettingIn(state, opens=opens_words(opens, language) if opens else "")
    return with_way_in(told, record) if state is WayIn.NOW and is_asked else told


def opens_words(opens: datetime, language: str) -> str:
    return f"{date_within(opens.date(), language)}, {clock_told(opens, language)}"


def with_way_in(told: GettingIn, record: MeetingRecord) -> GettingIn:
    lines = (record.conference_url_notes, record.conference_phone_notes, *kept_lines(record))
    return replace(
        told,
        is_shown=True,
        link=record.conference_url,
        host=urlsplit(record.conference_url).hostname or "",
        number=canonical_phone(record.conference_phone) or record.conference_phone,
        dial=quote(record.conference_phone, safe=DIALED),
        lines=tuple(dict.fromkeys(filter(None, lines))),
    )


def kept_lines(record: MeetingRecord) -> list[str]:
    """Whole notes of which a line is left out at other hours, since it would let anybody in."""
    open_to_all = without_joining(record)
    return [getattr(record, name) for name in NOTES if getattr(record, name) != getattr(open_to_all, name)]
