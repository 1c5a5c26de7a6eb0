"""What no export holds, and why. This is the one list of it.

| what | why |
| --- | --- |
| contacts (`contact_*`, `email`, `phone`, `author`) | names and numbers of members; readers do not even keep them |
| `key` | a feed's own, and unique there alone: exports name the meeting by our public id or number |
| `raw` | what stands in it was read into the other fields. BMLT takes its own local fields from it, without contacts |
| `zone_from` | exports always name the zone, so that whoever reads them has it from the row |
| `fellowship` | neither format has a field for it: whoever reads a list says whose it is |
| the ways to join (`conference_*`) | only where the terms of the feed let others publish them |
| lines of any text with a link, or a number or word to type | the same: feeds write them into notes and names |
| TSML: `neighborhood`, `county`, `transit`, `service_body` | no such field; transit stands in `location_notes` |
| BMLT: `group`, `website`, `feedback_*`, `regions`, `is_approximate` | no such field; regions are service bodies |
| BMLT: meetings by appointment | it knows only weekly ones |
"""

from dataclasses import replace

from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.export.published import PublishedMeeting
from handrail.meetings.export.ways_in import leads_in, without_ways_in

JOINING = ("conference_url", "conference_url_notes", "conference_phone", "conference_phone_notes")
TEXTS = (
    "group", "place", "street", "neighborhood", "city", "county", "state", "postal_code", "country",
    "formatted_address", "place_notes", "transit", "notes", "service_body",
)  # fmt: skip
LINKS = ("website", "feedback_url")
NAMELESS = "Meeting"


def told_to_others(meeting: PublishedMeeting) -> MeetingRecord:
    """The record without the ways in, where the feed's terms do not let us publish them."""
    return meeting.record if meeting.publisher.shares_video_links else without_joining(meeting.record)


def without_joining(record: MeetingRecord) -> MeetingRecord:
    """What may be told at any hour, whatever the terms: nothing in it lets anybody in."""
    return replace(
        record,
        name=name_told(record.name),
        regions=tuple(told for region in record.regions if (told := without_ways_in(region))),
        **dict.fromkeys(JOINING, ""),
        **{name: without_ways_in(getattr(record, name)) for name in TEXTS},
        **{name: "" if leads_in(link := getattr(record, name)) else link for name in LINKS},
    )


def name_told(name: str) -> str:
    """Programs drop a row that has no name."""
    return without_ways_in(name) or NAMELESS
