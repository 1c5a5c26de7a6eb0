"""The rows with "one more" and "one less": each group that has a number, as it was said last."""

from dataclasses import dataclass
from datetime import datetime

from handrail.directory.domain.open_places import Group, OpenPlacesRefused, State, one_more_or_less
from handrail.directory.open_places.queries import Sheet
from handrail.directory.open_places.words import GROUP_ORDER, age_words, level_words, whom_words
from handrail.directory.own_places.queries import name_of


@dataclass(frozen=True)
class Step:
    """One group: what it is called, its number, how old that is, and whether it can go up or down."""

    name: str
    level: str
    whom: str
    number: int
    age: str
    is_faded: bool
    can_more: bool
    can_less: bool
    kept: int


def steps_of(held: Sheet, *, at: datetime, language: str) -> list[Step]:
    """A number that has faded is shown to the program, which alone knows whether it is near the truth."""
    places = sorted(held.places, key=lambda place: GROUP_ORDER[place.group])
    return [
        Step(
            name=name_of(place.group),
            level=level_words(place.group.level, language),
            whom=whom_words(place.group, language),
            number=held.numbers[place.group].available,
            age=age_words(place.updated_at, at=at, language=language),
            is_faded=place.state is State.UNKNOWN,
            can_more=can_go(held, place.group, 1),
            can_less=can_go(held, place.group, -1),
            kept=held.kept.get(place.group, 0),
        )
        for place in places
    ]


def can_go(held: Sheet, group: Group, by_one: int) -> bool:
    try:
        one_more_or_less(group, held.numbers[group], by_one)
    except OpenPlacesRefused:
        return False
    return True
