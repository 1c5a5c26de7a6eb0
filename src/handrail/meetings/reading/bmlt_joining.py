"""How a BMLT meeting is joined from elsewhere: by a link, by telephone, and what to know for it."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from handrail.meetings.domain.meeting_hosts import MEETING_HOSTS
from handrail.meetings.domain.venues import Venue
from handrail.meetings.reading.bmlt_written_rows import WrittenRow
from handrail.meetings.reading.plain_text import LONGEST_TEXT
from handrail.meetings.reading.web_links import read_link

LINK, PHONE, MORE, COMMENTS = (
    "virtual_meeting_link",
    "phone_meeting_number",
    "virtual_meeting_additional_info",
    "comments",
)
IN_TEXT = re.compile(r"https?://[^\s<>\"']{1,2000}", re.IGNORECASE)
ENDS_A_SENTENCE = ".,;:!?)]}"
DIALED = re.compile(r"\+?\d[\d,*#]{2,60}", re.ASCII)
BETWEEN_DIGITS = re.compile(r"[\s().\-/]")
NUMBER_IN_TEXT = re.compile(r"\+?\(?\d[\d\s().\-/]{5,30}\d[,*#\d]{0,30}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """The conference columns of a record, by the same names, and what is left of the comments."""

    conference_url: str
    conference_url_notes: str
    conference_phone: str
    conference_phone_notes: str
    notes: str

    @property
    def has_a_way_in(self) -> bool:
        return bool(self.conference_url or self.conference_phone)


def joining_of(row: WrittenRow) -> Joining:
    link = read_link(row.row.get(LINK))
    if link.is_changed:
        row.correct(LINK, link.url)
    phone, phone_notes = phone_of(row)
    return Joining(
        conference_url=link.url,
        conference_url_notes=row.text(MORE),
        conference_phone=phone,
        conference_phone_notes=phone_notes,
        notes=row.text(COMMENTS),
    )


def phone_of(row: WrittenRow) -> tuple[str, str]:
    """What one tap dials, and the words around it where there are any."""
    told = row.text(PHONE)
    dialed = BETWEEN_DIGITS.sub("", told)
    if not told or DIALED.fullmatch(dialed):
        return dialed, ""
    found = NUMBER_IN_TEXT.search(told)
    dialed = BETWEEN_DIGITS.sub("", found[0]) if found else ""
    dialed = dialed if DIALED.fullmatch(dialed) else ""
    row.correct(PHONE, dialed)
    return dialed, told


def with_directions(joining: Joining, directions: str) -> Joining:
    notes = "\n".join(filter(None, (directions, joining.conference_url_notes)))[:LONGEST_TEXT]
    return replace(joining, conference_url_notes=notes)


def with_link_of_the_words(joining: Joining, row: WrittenRow, venue: Venue) -> Joining:
    """Older lists of online meetings have no other place for it than the comments, or the words for the house.

    It then leaves those words: notes are shown to all at any time, a link near the start.
    """
    if joining.conference_url or venue not in (Venue.ONLINE, Venue.HYBRID):
        return joining
    for column, field in (("notes", COMMENTS), ("conference_url_notes", MORE)):
        words = getattr(joining, column)
        links = links_in(f"{words} {row.written(field)}")
        chosen = [link for link in links if is_of_a_meeting_host(link)]
        if field == COMMENTS and venue is Venue.ONLINE:
            chosen += links
        if chosen:
            row.correct(field, f"conference_url: {chosen[0]}")
            return replace(joining, conference_url=chosen[0], **{column: words.replace(chosen[0], "").strip()})
    return joining


def links_in(words: str) -> list[str]:
    """Also those that stand only in markup, which the words have lost."""
    found = (read_link(match[0].rstrip(ENDS_A_SENTENCE)).url for match in IN_TEXT.finditer(words))
    return list(filter(None, found))


def is_of_a_meeting_host(link: str) -> bool:
    host = urlsplit(link).hostname or ""
    return any(host == known or host.endswith(f".{known}") for known in MEETING_HOSTS)
