"""Where the body that publishes a meeting takes corrections, with the meeting named and nothing about who writes."""

from typing import NamedTuple
from urllib.parse import quote

from handrail.meetings.export.ways_in import leads_in
from handrail.meetings.export.withheld import name_told
from handrail.meetings.models import Feed, Meeting
from handrail.web.translation import mark, translate

SUBJECT = mark("Correction: %(name)s (%(key)s)")
BODY = mark("Name: %(name)s\nNumber in your list: %(key)s\n\nWhat is wrong:\n")


class Way(NamedTuple):
    """`is_mail`: the person's own mail program sends it, under their own address."""

    href: str
    shown: str
    is_mail: bool


def ways_to_correct(*, meeting: Meeting, language: str) -> tuple[Way, ...]:
    """The meeting's own, else those of its list. `meeting.feed` is read beforehand."""
    feed: Feed = meeting.feed
    own = [*links(meeting.feedback_url), *mails(meeting, meeting.feedback_emails, language)]
    return tuple(own or [*links(feed.feedback_url), *mails(meeting, [feed.feedback_email], language)])


def links(address: str) -> list[Way]:
    """A way into the meeting itself is no way to correct it."""
    is_told = address.startswith(("https://", "http://")) and not leads_in(address)
    return [Way(address, address, is_mail=False)] if is_told else []


def mails(meeting: Meeting, addresses: list[str], language: str) -> list[Way]:
    named = {"name": name_told(meeting.name), "key": meeting.key}
    subject, body = (quote(translate(text, language, **named), safe="") for text in (SUBJECT, BODY))
    return [
        Way(f"mailto:{quote(address, safe='@')}?subject={subject}&body={body}", address, is_mail=True)
        for address in addresses
        if address
    ]
