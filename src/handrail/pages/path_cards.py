"""A path as a card shows it: a facility that is two legs stands there once, with its source and its telephone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import zip_longest
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from handrail.directory.call_lines import CallLine, call_lines
from handrail.directory.calls.numbers_found import NOTHING_FOUND, NOWHERE, Found, NumbersFound
from handrail.directory.facility_facts import words
from handrail.directory.models import Facility
from handrail.pathways.domain.paths import Leg, Line, Path
from handrail.pathways.domain.requirements import Kind

TAGGED = ("open_now", "cover_", "wish_", "work_together")


@dataclass(frozen=True)
class Stop:
    """One post on the rail. `then` are the later legs of the same facility."""

    number: int
    leg: Leg
    language: str
    then: tuple[Leg, ...] = ()
    found: NumbersFound = NOTHING_FOUND

    @property
    def facility(self) -> Facility | None:
        facility: Facility | None = self.leg.facility
        return facility

    @property
    def when(self) -> str:
        return self.leg.when

    @cached_property
    def lines(self) -> tuple[CallLine, ...]:
        """The numbers to call there, the first first."""
        return call_lines(self.leg.facility, self.language, self.found) if self.leg.facility else ()

    @property
    def address(self) -> str:
        """Of the facility's page."""
        return f"{facility_pages(self.language)}{self.leg.facility.public_id}/"

    @property
    def source(self) -> str:
        """With its year, beside every facility (P3)."""
        return words(f"source_{self.leg.facility.source}", self.language, year=self.leg.facility.source_year)


@dataclass(frozen=True)
class Card:
    """A path and the stops it makes. `place` counts from 0 within its list, `found` is what its legs' numbers are.

    `answering`: the places, on any path, whose program answers here and can be asked to expect somebody.
    """

    path: Path
    language: str
    place: int
    is_first_of_kind: bool
    found: tuple[NumbersFound, ...] = ()
    answering: frozenset[int] = frozenset()

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        return stops_of(self.path.legs, self.language, self.found)

    @property
    def tags(self) -> tuple[Line, ...]:
        """The reasons a person looks for first: cover, wishes met, open now, partners; at a stay also its medicine."""
        wanted = TAGGED if self.path.kind == Kind.MEDICINE_FIRST else (*TAGGED, "starts_", "gives_your_")
        return tuple(line for line in self.path.reasons if line.code.startswith(wanted))


@cache
def facility_pages(language: str) -> str:
    """Resolved once in each language: resolving an address is a tenth of a card's time."""
    with override(language):
        return reverse("facility", args=["-"]).removesuffix("-/")


def cards(
    paths: Sequence[Path], language: str, found: Found = NOWHERE, answering: frozenset[int] = frozenset()
) -> list[Card]:
    """`found` is what calls, visitors and checks found of the numbers of any place."""
    first_of_kind = {path.kind: place for place, path in reversed(list(enumerate(paths)))}
    return [
        Card(
            path,
            language,
            place,
            first_of_kind[path.kind] == place,
            found_on(path.legs, found) if found else (),
            answering,
        )
        for place, path in enumerate(paths)
    ]


def found_on(legs: Sequence[Leg], found: Found) -> tuple[NumbersFound, ...]:
    """Empty where nothing was found on any leg, which is most paths."""
    told = tuple(found.get(leg.facility.pk, NOTHING_FOUND) if leg.facility else NOTHING_FOUND for leg in legs)
    return told if any(each != NOTHING_FOUND for each in told) else ()


def stops_of(legs: Sequence[Leg], language: str, found: Sequence[NumbersFound] = ()) -> tuple[Stop, ...]:
    stops: list[Stop] = []
    for leg, told in zip_longest(legs, found, fillvalue=NOTHING_FOUND):
        before = next((place for place, stop in enumerate(stops) if is_same_facility(stop.leg, leg)), None)
        if before is None:
            stops.append(Stop(len(stops) + 1, leg, language, found=told))
        else:
            stop = stops[before]
            stops[before] = replace(stop, then=(*stop.then, leg))
    return tuple(stops)


def is_same_facility(leg: Leg, other: Any) -> bool:
    return leg.facility is not None and other.facility is not None and leg.facility.pk == other.facility.pk
