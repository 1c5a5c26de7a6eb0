"""A meeting as the list shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.ways_in import without_ways_in
from handrail.meetings.export.withheld import name_told
from handrail.meetings.finder.found import Hit
from handrail.meetings.models import Feed, Meeting
from handrail.meetings.wordings.distances import distance_told
from handrail.meetings.wordings.fellowships import fellowship_short
from handrail.meetings.wordings.freshness import read_told
from handrail.meetings.wordings.languages import languages_told
from handrail.meetings.wordings.tag import Tag
from handrail.meetings.wordings.tags import tags_of
from handrail.meetings.wordings.times import When, both_clocks, day_told, today_told, when_told
from handrail.meetings.wordings.traits import traits_told
from handrail.meetings.wordings.venues import venue_told
from handrail.web.translation import mark, translate

BY_APPOINTMENT, NOT_NOW = mark("By appointment"), mark("Not held now")
ASK = mark("ask for a time")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, as far as words depend on it: nothing of it is kept."""

    zone: str
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """`facts` stand in one line, with dots between; `where` is the room."""

    public_id: str
    name: str
    when: When
    facts: tuple[str, ...]
    where: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class DayOfCards:
    """The meetings of one day. `is_first`: of the day on which it is read, where the page is named for that."""

    heading: str
    cards: tuple[MeetingCard, ...]
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where meetings of the page come from, and how old that is."""

    title: str
    read: str


def card_of(hit: Hit, reader: Reader) -> MeetingCard:
    meeting = hit.meeting
    return MeetingCard(
        public_id=meeting.public_id,
        name=name_told(meeting.name),
        when=when_of(hit, reader),
        facts=facts_of(hit, reader),
        where="" if is_joined_from_elsewhere(hit) else room_of(meeting),
        tags=tags_of(meeting, at=reader.at, language=reader.language),
    )


def when_of(hit: Hit, reader: Reader) -> When:
    if hit.found.occurrence is not None:
        return when_told(hit.found.occurrence, zone=reader.zone, at=reader.at, language=reader.language)
    if hit.meeting.venue == Venue.SUSPENDED:
        return When(translate(NOT_NOW, reader.language), "", False, "")
    return When(translate(BY_APPOINTMENT, reader.language), translate(ASK, reader.language), False, "")


def facts_of(hit: Hit, reader: Reader) -> tuple[str, ...]:
    """From what decides most to what decides least."""
    meeting, found, language = hit.meeting, hit.found, reader.language
    clocks = ""
    if found.occurrence is not None:
        clocks = both_clocks(found.occurrence, zone=reader.zone, at=reader.at, language=language)
    told = (
        fellowship_short(meeting.fellowship, language),
        whereabouts(hit, language),
        clocks,
        languages_told(meeting.languages, language),
        ", ".join(traits_told(meeting.traits, language)),
    )
    return tuple(filter(None, told))


def whereabouts(hit: Hit, language: str) -> str:
    """The distance of a room, else how it is held."""
    meeting, miles = hit.meeting, hit.found.miles
    if miles is None:
        return venue_told(Venue.ONLINE if meeting.venue == Venue.HYBRID else meeting.venue, language)
    distance = distance_told(miles, language, is_rough=meeting.is_approximate)
    return f"{distance}, {venue_told(meeting.venue, language)}" if meeting.venue == Venue.HYBRID else distance


def is_joined_from_elsewhere(hit: Hit) -> bool:
    """It has a room, perhaps in another town, and is told as online: nobody is to look for that room."""
    return hit.meeting.venue == Venue.HYBRID and hit.found.miles is None


def room_of(meeting: Meeting) -> str:
    """As with the name: some write there how to join from elsewhere, and that is shown on a press, near the start."""
    if meeting.venue == Venue.ONLINE:
        return ""
    return ", ".join(dict.fromkeys(filter(None, map(without_ways_in, (meeting.place, meeting.street, meeting.city)))))


def days_of_cards(hits: Sequence[Hit], reader: Reader, *, is_of_today: bool = True) -> list[DayOfCards]:
    """By the reader's days. What has no time stands last. `is_of_today`: the page is named for the first of them."""
    today = today_told(reader.at, zone=reader.zone, language=reader.language)
    return [
        day_of_cards(heading, [card_of(hit, reader) for hit in some], is_first=heading == today, is_named=is_of_today)
        for heading, some in groupby(hits, key=lambda hit: heading_of(hit, reader))
    ]


def day_of_cards(heading: str, cards: Sequence[MeetingCard], *, is_first: bool, is_named: bool) -> DayOfCards:
    """Under the heading of another day no card says that day once more."""
    told = cards if is_first else [replace(card, when=replace(card.when, beside="")) for card in cards]
    return DayOfCards(heading, tuple(told), is_first and is_named)


def heading_of(hit: Hit, reader: Reader) -> str:
    occurrence = hit.found.occurrence
    if occurrence is None:
        return translate(BY_APPOINTMENT, reader.language)
    start = max(occurrence.start, reader.at)
    told = day_told(start, zone=reader.zone, at=reader.at, language=reader.language)
    return told[:1].upper() + told[1:]  # Spanish writes days small, except where a line begins


def sources_of(hits: Iterable[Hit], reader: Reader) -> list[SourceLine]:
    feeds: dict[int, Feed] = {hit.meeting.feed_id: hit.meeting.feed for hit in hits}
    return [
        SourceLine(str(feed), read_told(feed.read_at, at=reader.at, language=reader.language))
        for feed in sorted(feeds.values(), key=str)
    ]
