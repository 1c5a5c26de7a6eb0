"""Answering a text. Named by the setting TEXT_ANSWERER, since messaging imports nothing from here."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings

from handrail.directory.places.place import Place
from handrail.meetings.by_text.actions import choose_reply, forget_number
from handrail.meetings.by_text.queries import is_offered, place_of_zip, places_to_tell
from handrail.meetings.by_text.wording import said, said_beside_help, said_places
from handrail.meetings.domain.texts import LONGEST, STEP_AFTER, ReadText, Reply, Step, read_text, reply_to
from handrail.messaging.answering import HeardText
from handrail.messaging.domain.keywords import Keyword
from handrail.messaging.domain.numbers import is_country_allowed
from handrail.messaging.queries import is_stopped


def answer(heard: HeardText) -> str:
    """What is texted back, or nothing."""
    if not is_offered():
        return ""
    if heard.keyword is Keyword.STOP:
        forget_number(number=heard.number)
    if heard.keyword is Keyword.HELP:
        return said_beside_help(heard.text)
    if heard.keyword or not may_be_answered(heard):
        return ""
    read = read_text(heard.text)
    place = place_of_zip(read.zip_code)
    reply = choose_reply(number=heard.number, sid=heard.sid, read=read, is_place_known=place is not None, at=heard.at)
    return "" if reply is None else worded(reply, read, place, at=heard.at)


def worded(reply: Reply, read: ReadText, place: Place | None, *, at: datetime) -> str:
    if reply is not Reply.PLACES or place is None:
        return said(reply, read.language, zip_code=read.zip_code)
    return said_places(places_to_tell(place=place, at=at), read.language, at=at)


def rehearsed(texts: Iterable[str], *, at: datetime) -> Iterator[tuple[str, str]]:
    """Each text of one person with its answer, for whoever tries them out. Nothing is sent, counted or kept."""
    step: Step | None = None
    for text in texts:
        read = read_text(text)
        place = place_of_zip(read.zip_code)
        reply = reply_to(step, read, is_place_known=place is not None)
        step = STEP_AFTER.get(reply, step)
        yield text, worded(reply, read, place, at=at)


def may_be_answered(heard: HeardText) -> bool:
    """Who said STOP gets nothing until they say START. Abroad a text may cost a fortune, and is a known fraud (S20)."""
    is_short = len(heard.text) <= LONGEST
    countries = frozenset(settings.MESSAGE_COUNTRIES)
    return is_short and is_country_allowed(heard.number, countries=countries) and not is_stopped(number=heard.number)
