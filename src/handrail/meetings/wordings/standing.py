"""What is known of a meeting, in the few words of a tag. A tag says who says so, and on how many days: nobody here can
tell one person from another, so no number of people is claimed."""

from datetime import date

from handrail.meetings.domain.freshness import (
    CONFIRMED_DAYS,
    Freshness,
    Sightings,
    confirmed_until,
    is_within,
)
from handrail.meetings.domain.medicine_reports import MedicineTold, Told
from handrail.meetings.domain.positions import Position, StatedPosition
from handrail.meetings.domain.reports import Answer
from handrail.meetings.reports.queries import Standing
from handrail.meetings.wordings.tag import Tag
from handrail.web.translation import mark, translate

GOOD, ASKED, WARNED = "", "ask", "warn"  # classes of a tag


A_WEEK = 7
WEEKS_FROM = 14  # days; before that days are told
ALMOST_A_YEAR = 330  # days; before that a season of last year is taken for one of this

SEEN_TODAY = mark("Seen happening today")
SEEN_YESTERDAY = mark("Seen happening yesterday")
SEEN_DAYS_AGO = mark("Seen happening %(count)s days ago")
SEEN_WEEKS_AGO = mark("Seen happening %(count)s weeks ago")
NEVER_CONFIRMED = mark("Not confirmed yet: was it there?")
NOT_CONFIRMED_SINCE_YEAR = mark("Not confirmed since %(year)s: was it there?")
NOT_CONFIRMED_SINCE = (  # by the month: winter is December to February
    mark("Not confirmed since winter: was it there?"),
    mark("Not confirmed since spring: was it there?"),
    mark("Not confirmed since summer: was it there?"),
    mark("Not confirmed since fall: was it there?"),
)
DOUBTS = {
    Answer.NOBODY: mark("People found nobody on %(count)s days"),
    Answer.MOVED: mark("It moved, people said on %(count)s days"),
}
TOLD = {
    Told.WELCOME: (GOOD, mark("Medicine welcome, people said on %(count)s days")),
    Told.LISTEN_ONLY: (WARNED, mark("Medicine: asked only to listen, people said on %(count)s days")),
    Told.TOLD_TO_STOP: (WARNED, mark("Medicine: told to stop it, people said on %(count)s days")),
    Told.NOT_FREE: (WARNED, mark("Medicine: asked only to listen or to stop, people said on %(count)s days")),
    Told.DIFFERS: (WARNED, mark("Medicine: what people say differs, from %(count)s days")),
}
LIST_WELCOMES = mark("Medicine welcome, says its list")
STATED = {
    Position.WELCOME: (GOOD, mark("Medicine welcome, says the fellowship")),
    Position.SUPPORTED: (GOOD, mark("Medicine accepted, says the fellowship")),
    Position.GROUPS_DECIDE: (WARNED, mark("Medicine: varies by group")),
    Position.LISTEN_ONLY: (WARNED, mark("Medicine: asked only to listen, says the fellowship")),
    Position.ABSTINENCE: (WARNED, mark("Medicine: not accepted, says the fellowship")),
    Position.NOT_KNOWN: (ASKED, mark("Medicine: not known")),
}
UNCONFIRMED = {
    Position.WELCOME: (GOOD, mark("Medicine welcome, not yet confirmed")),
    Position.SUPPORTED: (GOOD, mark("Medicine accepted, not yet confirmed")),
    Position.LISTEN_ONLY: (WARNED, mark("Medicine: asked only to listen, not yet confirmed")),
    Position.ABSTINENCE: (WARNED, mark("Medicine: not accepted, not yet confirmed")),
}


def standing_tags(standing: Standing, language: str) -> tuple[Tag, ...]:
    tags = (freshness_tag(standing, language), medicine_tag(standing, language))
    return tuple(tag for tag in tags if tag is not None)


def freshness_tag(standing: Standing, language: str) -> Tag | None:
    """None where its body wrote it lately and nobody told us more: its list is as good as lists are."""
    sightings, today = standing.sightings, standing.today
    if not standing.is_held:
        return None
    if doubt := doubt_told(standing, language):
        return Tag(doubt, WARNED)
    if standing.freshness is Freshness.UNCONFIRMED:
        return Tag(unconfirmed_words(sightings, language, today=today), ASKED)
    seen = sightings.seen_by_people
    if seen is None or not is_within(seen, CONFIRMED_DAYS, today=today):
        return None
    return Tag(seen_words(seen, language, today=today), GOOD)


def doubt_told(standing: Standing, language: str) -> str:
    """Empty where nobody doubts that it is held."""
    doubt = standing.sightings.doubt if standing.freshness is Freshness.DOUBTED else None
    return translate(DOUBTS[doubt.answer], language, count=doubt.days) if doubt else ""


def seen_words(day: date, language: str, *, today: date) -> str:
    days = (today - day).days
    if days <= 1:
        return translate(SEEN_YESTERDAY if days == 1 else SEEN_TODAY, language)
    if days < WEEKS_FROM:
        return translate(SEEN_DAYS_AGO, language, count=days)
    return translate(SEEN_WEEKS_AGO, language, count=days // A_WEEK)


def unconfirmed_words(sightings: Sightings, language: str, *, today: date) -> str:
    since = confirmed_until(sightings)
    if since is None:
        return translate(NEVER_CONFIRMED, language)
    if (today - since).days < ALMOST_A_YEAR:
        return translate(NOT_CONFIRMED_SINCE[since.month % 12 // 3], language)
    return translate(NOT_CONFIRMED_SINCE_YEAR, language, year=since.year)


def medicine_tag(standing: Standing, language: str) -> Tag | None:
    """Who was there knows more than its list, and its list more than the fellowship. Families bring no medicine."""
    if standing.medicine:
        return told_tag(standing.medicine, language)
    if standing.is_welcome_in_its_list:
        return Tag(translate(LIST_WELCOMES, language), GOOD)
    return None if standing.is_for_families else position_tag(standing.position, language)


def told_tag(medicine: MedicineTold, language: str) -> Tag:
    look, words = TOLD[medicine.told]
    return Tag(translate(words, language, count=medicine.days), look)


def position_tag(stated: StatedPosition, language: str) -> Tag:
    known = STATED[stated.position]
    look, words = known if stated.is_confirmed else UNCONFIRMED.get(stated.position, known)
    return Tag(translate(words, language), look)
