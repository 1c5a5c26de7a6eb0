"""Where a mistake is corrected: with the body that publishes the list. Handrail only passes on what it says."""

from dataclasses import dataclass
from urllib.parse import quote

from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.export.published import Publisher
from handrail.meetings.export.ways_in import without_ways_in
from handrail.web.translation import mark, translate

SUBJECT = mark("Please correct: %(name)s, %(id)s")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Corrections:
    """The meeting's own address comes before that of its list."""

    link: str
    email: str
    mail_link: str


def corrections_of(record: MeetingRecord, publisher: Publisher, *, public_id: str, language: str) -> Corrections | None:
    link = record.feedback_url or publisher.feedback_url
    email = next(iter(record.feedback_emails), publisher.feedback_email)
    if not (link or email):
        return None
    names = named(record.key, public_id)
    subject = translate(SUBJECT, language, name=record.name[:LONGEST_NAME], id=names)
    return Corrections(link, email, f"mailto:{quote(email, safe='@')}?subject={quote(subject)}" if email else "")


def named(key: str, public_id: str) -> str:
    """The body finds the row by its own key, we by ours. A key that would let somebody in is told nobody."""
    return f"{key} ({public_id})" if key == without_ways_in(key) else public_id
