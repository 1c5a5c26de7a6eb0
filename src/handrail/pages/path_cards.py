"""A path as a card shows it: a facility that is two legs stands there once, with its source and its telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from handrail.directory.domain.phone_numbers import PhoneNumber, read_phone
from handrail.directory.facility_facts import words
from handrail.directory.models import Facility
from handrail.pathways.domain.paths import Leg, Line, Path
from handrail.pathways.domain.requirements import Kind

TAGGED = ("open_now", "cover_", "wish_")


@dataclass(frozen=True)
class Stop:
    """One post on the rail. `then` are the later legs of the same facility."""

    number: int
    leg: Leg
    language: str
    then: tuple[Leg, ...] = ()

    @property
    def facility(self) -> Facility | None:
        facility: Facility | None = self.leg.facility
        return facility

    @property
    def when(self) -> str:
        return self.leg.when

    @cached_property
    def phone(self) -> PhoneNumber | None:
        return read_phone(self.leg.facility.phone, state=self.leg.facility.state) if self.leg.facility else None

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
    """A path and the stops it makes. `place` counts from 0 within its list."""

    path: Path
    language: str
    place: int
    is_first_of_kind: bool

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        return stops_of(self.path.legs, self.language)

    @property
    def tags(self) -> tuple[Line, ...]:
        """The reasons a person looks for first: cover, wishes met, open now; at a stay also its medicine."""
        wanted = TAGGED if self.path.kind == Kind.MEDICINE_FIRST else (*TAGGED, "starts_", "gives_your_")
        return tuple(line for line in self.path.reasons if line.code.startswith(wanted))

    @property
    def phone(self) -> PhoneNumber | None:
        """Of the first leg: the one call that starts the path. Its intake line, where it lists one."""
        facility = self.stops[0].facility
        intake = next(iter(facility.intake_phones), None) if facility else None
        return read_phone(intake, state=facility.state) if facility and intake else self.stops[0].phone


@cache
def facility_pages(language: str) -> str:
    """Resolved once in each language: resolving an address is a tenth of a card's time."""
    with override(language):
        return reverse("facility", args=["-"]).removesuffix("-/")


def cards(paths: Sequence[Path], language: str) -> list[Card]:
    first_of_kind = {path.kind: place for place, path in reversed(list(enumerate(paths)))}
    return [
        Card(path, language, place, is_first_of_kind=first_of_kind[path.kind] == place)
        for place, path in enumerate(paths)
    ]


def stops_of(legs: Sequence[Leg], language: str) -> tuple[Stop, ...]:
    stops: list[Stop] = []
    for leg in legs:
        before = next((place for place, stop in enumerate(stops) if is_same_facility(stop.leg, leg)), None)
        if before is None:
            stops.append(Stop(len(stops) + 1, leg, language))
        else:
            stop = stops[before]
            stops[before] = Stop(stop.number, stop.leg, language, (*stop.then, leg))
    return tuple(stops)


def is_same_facility(leg: Leg, other: Any) -> bool:
    return leg.facility is not None and other.facility is not None and leg.facility.pk == other.facility.pk
