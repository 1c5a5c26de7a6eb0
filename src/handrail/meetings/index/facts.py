"""The names by which the index knows what is true of a meeting. Each is a bit of its row, numbered as first met."""

from collections.abc import Iterable

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue


def fellowship_fact(fellowship: Fellowship | str) -> str:
    return f"fellowship:{fellowship}"


def trait_fact(trait: Trait | str) -> str:
    return f"trait:{trait}"


def language_fact(language: str) -> str:
    return f"language:{language}"


def venue_fact(venue: Venue | str) -> str:
    return f"venue:{venue}"


def facts_of(*, fellowship: str, venue: str, traits: Iterable[str], languages: Iterable[str]) -> frozenset[str]:
    return frozenset(
        [
            fellowship_fact(fellowship),
            venue_fact(venue),
            *map(trait_fact, traits),
            *map(language_fact, languages),
        ]
    )


SUSPENDED = (venue_fact(Venue.SUSPENDED),)
ONLY_ONLINE = (venue_fact(Venue.ONLINE),)
HELD_ONLINE = (venue_fact(Venue.ONLINE), venue_fact(Venue.HYBRID))
