"""Reads for the pages that list what there is: states, the towns of one, the places of a town."""

from dataclasses import dataclass

from handrail.directory.browsing.towns import State, Town, town_tables
from handrail.directory.domain.sources import Source
from handrail.directory.facility_facts import words
from handrail.directory.models import Facility
from handrail.directory.places.states import STATES
from handrail.directory.places.town_slugs import same_town
from handrail.kernel.text_folding import fold

PAGE_SIZE = 50


@dataclass(frozen=True)
class Overview:
    """What there is to browse. `loaded` names source and year, the largest first."""

    states: tuple[State, ...]
    facilities: int
    loaded: tuple[str, ...]


@dataclass(frozen=True)
class TownPage:
    """One page of a town's places, by name. `number` is a page that exists, whatever was asked for."""

    facilities: list[Facility]
    number: int
    pages: int

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def name_of_many(source: str) -> str:
    """A source under a list: what it says of one place it says of all of them."""
    return "source_demonstration_list" if source == Source.DEMONSTRATION else f"source_{source}"


def overview(*, language: str) -> Overview:
    tables = town_tables()
    loaded = tuple(words(name_of_many(source), language, year=year) for source, year in tables.sources)
    states = tuple(sorted(tables.states, key=lambda state: fold(state.called(language))))
    return Overview(states, sum(state.facilities for state in tables.states), loaded)


def state_called(*, slug: str) -> State | None:
    """A state or territory, or any other code that the directory uses."""
    code = slug.upper()
    if code not in STATES and not (len(code) == 2 and code.isascii() and code.isalnum()):
        return None
    return next((state for state in town_tables().states if state.code == code), None)


def towns_of(*, state: str) -> list[Town]:
    return sorted(town_tables().towns(state).values(), key=lambda town: (same_town(town.name), town.slug))


def town_called(*, state: str, slug: str) -> Town | None:
    return town_tables().towns(state).get(same_town(slug))


def page_of_town(*, town: Town, asked: str) -> TownPage:
    """Fifty places at a time, in one query; a page that does not exist is the nearest that does."""
    pages = max(1, -(-town.facilities // PAGE_SIZE))
    number = min(max(read_page(asked), 1), pages)
    rows = Facility.objects.shown_in(state=town.state).filter(city__in=town.cities).order_by("name", "program", "pk")
    return TownPage(list(rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]), number, pages)


def read_page(asked: str) -> int:
    """The first page for whatever is no number."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
