"""Facilities shown lately, with their codes judged once. Begun anew with each index and each word on who is open."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

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
    """Remembers facilities only: never who asked, nor for what, nor who is open, which changes by the hour.

    When a facility was last checked is one of its columns, so a call at the desk begins this anew (`bump_openness`).
    """

    def __init__(self, facility_ids: np.ndarray) -> None:
        self.facility_ids = facility_ids
        self.by_row: dict[int, KnownFacility] = {}

    def at(self, rows: Iterable[int]) -> dict[int, KnownFacility]:
        """The facilities of these rows, the unknown ones in one query. Rows deleted since are left out."""
        wanted = set(rows)
        found = {row: known for row in wanted if (known := self.by_row.get(row))}
        if missing := {int(self.facility_ids[row]): row for row in wanted - found.keys()}:
            new = {missing[pk]: judged(each) for pk, each in facilities_by_pk(pks=missing).items()}
            self.remember(new)
            found |= new
        return found

    def remember(self, new: dict[int, KnownFacility]) -> None:
        if len(self.by_row) + len(new) > MOST_KNOWN:
            self.by_row = {}
        self.by_row.update(new)


def judged(facility: Facility) -> KnownFacility:
    codes = frozenset(facility.code_list)
    return KnownFacility(facility, codes, traits_of(codes), strands_of(codes))
