"""Building the index: rows of the database boiled down as they come, then sorted and frozen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from handrail.directory.domain.filters import GROUPS, FilterGroup
from handrail.directory.index.pace import Breathe, at_once
from handrail.directory.index.packing import Packing
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.models import FACILITIES, DirectoryRevision, Facility

ARRIVAL_SOURCES: list[Callable[[], Mapping[int, float]]] = []
"""Each says, by facility id, how many of the people a place accepted arrived there, as a ratio to what was expected.

They are published once a quarter, and a new index is built for them then. Packages above register their own."""

ROWS_PER_FETCH = 256
ROWS_PER_CHUNK = 8  # under half a millisecond of work, then others may have their turn


class FacilityRow(NamedTuple):
    """What the index needs of a facility, in the order of the one query that reads them all."""

    pk: int
    public_id: str
    kind: str
    name: str
    program: str
    city: str
    state: str
    codes: str
    latitude: float | None
    longitude: float | None


def index_from_database(breathe: Breathe = at_once) -> SearchIndex:
    """All listed facilities. The revision is read first: rows newer than their label only cause one more rebuild.

    Rows are streamed from one statement, so that they are all of one moment and never all in memory.
    """
    revision, arrivals = stored_revision(), known_arrivals()
    rows = Facility.objects.listed().order_by().values_list(*FacilityRow._fields).iterator(chunk_size=ROWS_PER_FETCH)
    index = build_index(revision=revision, rows=map(FacilityRow._make, rows), breathe=breathe)
    return replace(index, arrivals=arrivals)


def known_arrivals() -> dict[int, float]:
    return {facility_id: ratio for source in ARRIVAL_SOURCES for facility_id, ratio in source().items()}


def stored_revision() -> int:
    return DirectoryRevision.objects.filter(pk=FACILITIES).values_list("number", flat=True).first() or 0


def build_index(
    *,
    revision: int,
    rows: Iterable[FacilityRow],
    filters: Sequence[FilterGroup] = GROUPS,
    breathe: Breathe = at_once,
) -> SearchIndex:
    """The whole index from any rows, in any order, for lists with these filters. Nobody is known to be open yet: see
    openness.py."""
    packing, rows = Packing(filters), iter(rows)
    while chunk := list(islice(rows, ROWS_PER_CHUNK)):
        packing.add(chunk)
        breathe()
    return packing.index(revision=revision, breathe=breathe)


def known_points(rows: Sequence[FacilityRow]) -> list[tuple[float, float]]:
    return [(row.latitude, row.longitude) for row in rows if row.latitude is not None and row.longitude is not None]
