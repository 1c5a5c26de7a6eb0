"""Where a mistake is corrected: with the body that publishes the list. Handrail only passes on what it says."""

from dataclasses import dataclass
from urllib.parse import quote

from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.export.published import Publisher
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
    subject = translate(SUBJECT, language, name=record.name[:LONGEST_NAME], id=public_id)
    return Corrections(link, email, f"mailto:{quote(email, safe='@')}?subject={quote(subject)}" if email else "")
