"""Facilities shown lately, with their codes judged once. It belongs to one index, so it is never older than that."""

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.directory.index.search_index import SearchIndex
from handrail.directory.models import Facility
from handrail.directory.queries import facilities_by_pk
from handrail.pathways.domain.strands import strands_of
from handrail.pathways.domain.traits import traits_of

MOST_KNOWN = 4096  # a few megabytes; then it starts anew


@dataclass(frozen=True, eq=False)
class KnownFacility:
    """A facility and what every path through it needs to know of its codes. Equal to itself alone: after a change
    another one stands in its place, so that nothing remembered of the old one is ever said of the new."""

    facility: Facility
    codes: frozenset[str]
    traits: frozenset[str]
    strands: tuple[str, ...]


class KnownFacilities:
    """Remembers facilities only: never who asked, nor for what."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self.by_row: dict[int, KnownFacility] = {}

    def at(self, rows: Iterable[int]) -> dict[int, KnownFacility]:
        """The facilities of these rows, the unknown ones in one query. Rows deleted since are left out."""
        wanted = set(rows)
        found = {row: known for row in wanted if (known := self.by_row.get(row))}
        if missing := {int(self.index.facility_ids[row]): row for row in wanted - found.keys()}:
            new = {missing[pk]: self.judged(missing[pk], each) for pk, each in facilities_by_pk(pks=missing).items()}
            self.remember(new)
            found |= new
        return found

    def remember(self, new: dict[int, KnownFacility]) -> None:
        if len(self.by_row) + len(new) > MOST_KNOWN:
            self.by_row = {}
        self.by_row.update(new)

    def judged(self, row: int, facility: Facility) -> KnownFacility:
        codes = frozenset(facility.code_list)
        traits = traits_of(codes, is_open_now=bool(self.index.open_now[row]))
        return KnownFacility(facility, codes, traits, strands_of(codes))
