"""Tells the meetings of a path's last leg in words, honestly where there are none."""

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.meetings.finder.cards import MeetingCard, Reader, card_of
from handrail.meetings.finder.found import Hit
from handrail.meetings.index.query import FoundMeeting
from handrail.meetings.wordings.times import today_told
from handrail.pathways import wording
from handrail.pathways.domain.belonging import NEAR_MILES, HeldMeeting, Tonight


@dataclass(frozen=True)
class MeetingsTold:
    """`place` is what the finder is asked with, to see all."""

    heading: str
    cards: tuple[MeetingCard, ...]
    notes: tuple[str, ...]
    place: str


def tell_meetings(tonight: Tonight, language: str, who: str = "myself") -> MeetingsTold:
    """`who` reads them, as `find_paths` is told."""
    reader = Reader(tonight.zone, language, tonight.at)
    return MeetingsTold(
        heading=heading(tonight, language),
        cards=tuple(tell(held, reader) for held in tonight.meetings),
        notes=tuple(
            wording.say_to(who, "meetings", code, language, miles=f"{NEAR_MILES:g}") for code in codes(tonight)
        ),
        place=tonight.place.label,
    )


def heading(tonight: Tonight, language: str) -> str:
    if not tonight.meetings:
        return ""
    day = today_told(tonight.at, zone=tonight.zone, language=language)
    when = day if tonight.is_today else wording.say("meetings", "next", language)
    where = "near_and_online" if tonight.is_any_near else "only_online"
    return wording.say("meetings", where, language, when=when, place=tonight.place.zip or tonight.place.label)


def codes(tonight: Tonight) -> Iterator[str]:
    """What is said below them, the most important last: it is read before the next path."""
    if not tonight.is_listed:
        yield "no_list"
    elif not tonight.meetings:
        yield "none_soon"
    elif not tonight.is_any_near:
        yield "none_near"
    if tonight.meetings:
        yield "your_medicine"


def tell(held: HeldMeeting, reader: Reader) -> MeetingCard:
    found = FoundMeeting(held.meeting.pk, held.occurrence, held.miles)
    return card_of(Hit(held.meeting, found), reader)
