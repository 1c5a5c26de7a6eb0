"""How a row of a Meeting Guide feed is held, and how to join it from afar."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handrail.meetings.domain.venues import Venue
from handrail.meetings.reading.plain_text import LONGEST_TEXT, as_text, plain_line, plain_text
from handrail.meetings.reading.row_notes import DROPPED, RowNotes
from handrail.meetings.reading.tsml_places import Place
from handrail.meetings.reading.web_links import read_link

ATTENDANCE = {
    "in_person": Venue.IN_PERSON,
    "online": Venue.ONLINE,
    "hybrid": Venue.HYBRID,
    "inactive": Venue.SUSPENDED,
}
LONGEST_PHONE = 64
FEWEST_DIGITS = 7
SPACING = re.compile(r"[ ().\u2010-\u2015-]")
DIALED = re.compile(r"\+?[0-9,*#]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Remote:
    url: str
    url_notes: str
    phone: str
    phone_notes: str

    @property
    def is_told(self) -> bool:
        return bool(self.url or self.phone)


def remote_of(fields: Mapping[str, Any], notes: RowNotes) -> Remote:
    link = read_link(fields.get("conference_url"))
    if link.is_changed:
        notes.note("conference_url", fields["conference_url"], link.url or DROPPED)
    return Remote(
        link.url,
        text_of(fields, "conference_url_notes", notes),
        phone_of(fields.get("conference_phone"), notes),
        text_of(fields, "conference_phone_notes", notes),
    )


def text_of(fields: Mapping[str, Any], name: str, notes: RowNotes) -> str:
    return notes.taken(name, fields.get(name), plain_text(fields.get(name), LONGEST_TEXT))


def phone_of(value: Any, notes: RowNotes) -> str:
    """What a telephone can dial in one tap: letters end it, and the code that they stand in goes with them."""
    written = plain_line(value, 400).text
    bare = SPACING.sub("", written).removeprefix("tel:")
    found = DIALED.match(bare)
    phone = found[0] if found else ""
    if found and found.end() < len(bare) and "," in phone:
        phone = phone[: max(phone.rfind(","), phone.rfind("#")) + 1]
    phone = shortened(phone.rstrip(","))
    if sum(letter.isdigit() for letter in phone) < FEWEST_DIGITS:
        phone = ""
    if phone != SPACING.sub("", written):
        notes.note("conference_phone", value, phone or DROPPED)
    return phone


def shortened(phone: str) -> str:
    """To what the database keeps, at a pause: half a code would ring at nobody's meeting."""
    return phone if len(phone) <= LONGEST_PHONE else phone[:LONGEST_PHONE].rpartition(",")[0].rstrip(",")


def venue_of(
    fields: Mapping[str, Any], *, place: Place, remote: Remote, formats: tuple[str, ...], notes: RowNotes
) -> Venue:
    """`attendance_option` where it is told; else what the type codes, the link and the place say together."""
    if told := as_text(fields.get("attendance_option")).strip():
        if venue := ATTENDANCE.get(told.casefold().replace(" ", "_").replace("-", "_")):
            return venue
        notes.note("attendance_option", told, DROPPED)
    return venue_by_data(place, is_remote=remote.is_told, formats=frozenset(formats))


def venue_by_data(place: Place, *, is_remote: bool, formats: frozenset[str]) -> Venue:
    """TC says that the place is closed: with a way to join the meeting is online alone, without one it is not held."""
    is_remote = is_remote or not formats.isdisjoint({"ONL", "VM", "HY", "HYBR"})
    if "TC" in formats:
        return Venue.ONLINE if is_remote else Venue.SUSPENDED
    if is_remote:
        return Venue.HYBRID if place.is_told and not place.is_approximate and place.line else Venue.ONLINE
    return Venue.IN_PERSON if place.is_told else Venue.ONLINE
