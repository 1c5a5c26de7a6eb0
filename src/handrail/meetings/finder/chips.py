"""What was chosen, as chips that one press takes away, and what is often wanted, as chips that one press adds."""

from dataclasses import dataclass

from handrail.meetings.finder.choices import GROUPS, OFTEN, words_of
from handrail.meetings.finder.search import EMPTY, MANY, MeetingSearch
from handrail.web.translation import translate


@dataclass(frozen=True, slots=True)
class Chip:
    """`value` is what its press sends: `needs:women`."""

    value: str
    words: str


def chosen_chips(search: MeetingSearch, language: str) -> list[Chip]:
    return [chip for name in GROUPS for chip in chips_of(search, name, language)]


def chips_of(search: MeetingSearch, name: str, language: str) -> list[Chip]:
    return [chip_for(name, value, language) for value in chosen_of(search, name)]


def chosen_of(search: MeetingSearch, name: str) -> tuple[str, ...]:
    held = getattr(search, name)
    if name in MANY:
        return tuple(held)
    return () if held == EMPTY.get(name, "") else (held,)


def offered_chips(search: MeetingSearch, language: str) -> list[Chip]:
    return [chip_for(name, value, language) for name, value in OFTEN if value not in chosen_of(search, name)]


def chip_for(name: str, value: str, language: str) -> Chip:
    return Chip(f"{name}:{value}", translate(words_of(name, value), language))
