"""What no export holds, and why. This is the one list of it.

| what | why |
| --- | --- |
| contacts (`contact_*`, `email`, `phone`, `author`) | names and numbers of members; readers do not even keep them |
| `key` | a feed's own, and unique there alone: exports name the meeting by our public id or number |
| `raw` | what stands in it was read into the other fields. BMLT takes the local fields from it, without contacts |
| `zone_from` | exports always name the zone, so that whoever reads them has it from the row |
| `fellowship` | neither format has a field for it: whoever reads a list says whose it is |
| the ways to join (`conference_*`), links to them in notes | only where the terms of the feed let others publish them |
| TSML: `neighborhood`, `county`, `transit`, `service_body` | no such field; transit stands in `location_notes` |
| BMLT: `group`, `website`, `feedback_*`, `regions`, `is_approximate` | no such field; regions are service bodies |
| BMLT: meetings by appointment | it knows only weekly ones |
"""

import re
from dataclasses import replace

from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.export.published import PublishedMeeting

JOINING = ("conference_url", "conference_url_notes", "conference_phone", "conference_phone_notes")
MEETING_HOSTS = (
    "zoom.us", "zoomgov.com", "meet.google.com", "teams.microsoft.com", "teams.live.com", "meet.jit.si", "webex.com",
    "gotomeet.me", "gotomeeting.com", "goto.com", "bluejeans.com", "whereby.com", "skype.com", "discord.gg",
    "signal.group", "freeconferencecall.com", "freeconference.com",
)  # fmt: skip
LINK = re.compile(
    rf"(?<![\w.-])(?:https?://)?(?:[\w-]+\.)*(?:{'|'.join(map(re.escape, MEETING_HOSTS))})(?:[/?#]\S*)?", re.IGNORECASE
)


def told_to_others(meeting: PublishedMeeting) -> MeetingRecord:
    """The record without the ways in, where the feed's terms do not let us publish them."""
    record = meeting.record
    if meeting.publisher.shares_video_links:
        return record
    silent = dict.fromkeys(JOINING, "")
    return replace(
        record,
        **silent,
        notes=without_links(record.notes),
        place_notes=without_links(record.place_notes),
        website="" if LINK.match(record.website) else record.website,
    )


def without_links(text: str) -> str:
    return LINK.sub("", text).strip()
