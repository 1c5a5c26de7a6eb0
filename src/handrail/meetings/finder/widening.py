"""Where nothing was found: what one press would widen, and how many meetings it would bring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handrail.directory.places.place import Place
from handrail.meetings.finder.asking import query_of
from handrail.meetings.finder.cards import Reader
from handrail.meetings.finder.choices import BOTH, IN_PERSON, WIDER
from handrail.meetings.finder.found import number_found
from handrail.meetings.finder.search import MeetingSearch
from handrail.web.translation import mark, translate

ANY_TIME, FARTHER, ONLINE_TOO = mark("Any day and hour"), mark("Within 50 miles"), mark("Online too")
ALL_OF_IT = mark("Let go of all choices, and look online too")


@dataclass(frozen=True, slots=True)
class Widening:
    """`name` and `value` are what its press sends."""

    name: str
    value: str
    words: str
    total: int


def widenings(search: MeetingSearch, place: Place | None, reader: Reader) -> list[Widening]:
    """Each alone; all together only where none alone is enough."""
    alone = [each for each in counted(tried(search), place, reader) if each.total]
    return alone or [each for each in counted([everything(search)], place, reader) if each.total]


def tried(search: MeetingSearch) -> Iterator[tuple[str, str, str, MeetingSearch]]:
    if search.when or search.part:
        yield "without", "time", ANY_TIME, search.without("time")
    if search.is_near_a_place and int(search.miles) < int(WIDER):
        yield "with", f"miles:{WIDER}", FARTHER, search.with_choice("miles", WIDER)
    if search.where == IN_PERSON:
        yield "with", f"where:{BOTH}", ONLINE_TOO, search.with_choice("where", BOTH)


def everything(search: MeetingSearch) -> tuple[str, str, str, MeetingSearch]:
    return "without", "all", ALL_OF_IT, search.without("all")


def counted(
    tries: Iterable[tuple[str, str, str, MeetingSearch]], place: Place | None, reader: Reader
) -> Iterator[Widening]:
    for name, value, words, wider in tries:
        query = query_of(wider, place=place, zone=reader.zone, at=reader.at)
        total = number_found(query, is_online_too=wider.is_online_too, at=reader.at)
        yield Widening(name, value, translate(words, reader.language), total)
