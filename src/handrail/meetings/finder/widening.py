"""Where nothing was found: what one press would widen, and how many meetings it would bring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handrail.directory.places.place import Place
from handrail.meetings.finder.asking import query_of
from handrail.meetings.finder.cards import Reader
from handrail.meetings.finder.chips import chips_of
from handrail.meetings.finder.choices import BOTH, IN_PERSON, WIDER
from handrail.meetings.finder.found import number_found
from handrail.meetings.finder.search import MeetingSearch, split
from handrail.web.translation import mark, translate

ANY_TIME, FARTHER, ONLINE_TOO = mark("Any day and hour"), mark("Within 50 miles"), mark("Online too")
WITHOUT, ANY_KIND = mark("Without “%(choice)s”"), mark("Any kind")
ALL_OF_IT = mark("Let go of all choices, and look online too")

Try = tuple[str, str, str, MeetingSearch]


@dataclass(frozen=True, slots=True)
class Widening:
    """`name` and `value` are what its press sends."""

    name: str
    value: str
    words: str
    total: int


def widenings(search: MeetingSearch, place: Place | None, reader: Reader) -> list[Widening]:
    """Each alone; all together only where none alone is enough."""
    alone = [each for each in counted(tried(search, reader.language), place, reader) if each.total]
    return alone or [each for each in counted([everything(search, reader.language)], place, reader) if each.total]


def tried(search: MeetingSearch, language: str) -> Iterator[Try]:
    """What each press sends, its words, and the search it leads to."""
    if search.when or search.part:
        yield "without", "time", translate(ANY_TIME, language), search.without("time")
    if search.is_near_a_place and int(search.miles) < int(WIDER):
        yield "with", f"miles:{WIDER}", translate(FARTHER, language), search.with_choice("miles", WIDER)
    if search.where == IN_PERSON:
        yield "with", f"where:{BOTH}", translate(ONLINE_TOO, language), search.with_choice("where", BOTH)

    if search.kind:
        yield "without", "kind", translate(ANY_KIND, language), search.without("kind")
    for name in ("needs", "language"):
        for chip in chips_of(search, name, language):
            words = translate(WITHOUT, language, choice=chip.words)
            yield "without", chip.value, words, search.without(*split(chip.value))


def everything(search: MeetingSearch, language: str) -> Try:
    return "without", "all", translate(ALL_OF_IT, language), search.without("all")


def counted(tries: Iterable[Try], place: Place | None, reader: Reader) -> Iterator[Widening]:
    for name, value, words, wider in tries:
        query = query_of(wider, place=place, zone=reader.zone, at=reader.at)
        total = number_found(query, is_online_too=wider.is_online_too, at=reader.at)
        yield Widening(name, value, words, total)
