"""One page of a search as bytes: facilities shown lately stay written, so that a search is mostly the search itself."""

from collections.abc import Iterable, Sequence

import numpy as np
import orjson

from handrail.directory.index.search_index import SearchIndex
from handrail.directory.models import Facility
from handrail.directory.queries import facilities_by_pk
from handrail.pathways.as_json import facility_as_json

MOST_WRITTEN = 8192  # about 8 MB; then it starts anew


class WrittenFacilities:
    """The facilities of one index as JSON objects, each without its closing brace. Never who asked, nor for what."""

    def __init__(self, facility_ids: np.ndarray) -> None:
        self.facility_ids = facility_ids
        self.by_row: dict[int, bytes] = {}

    def at(self, rows: Iterable[int]) -> dict[int, bytes]:
        """Those of these rows, the unknown ones in one query. Rows deleted since are left out."""
        found = {row: known for row in rows if (known := self.by_row.get(row))}
        if missing := {int(self.facility_ids[row]): row for row in rows if row not in found}:
            new = {missing[pk]: opened(facility) for pk, facility in facilities_by_pk(pks=missing).items()}
            if len(self.by_row) + len(new) > MOST_WRITTEN:
                self.by_row = {}
            self.by_row.update(new)
            found |= new
        return found


def opened(facility: Facility) -> bytes:
    return orjson.dumps(facility_as_json(facility))[:-1]


def with_distances(
    written: WrittenFacilities, rows: Sequence[int], miles: Sequence[float | None]
) -> list[orjson.Fragment]:
    known = written.at(rows)
    return [
        orjson.Fragment(b'%b,"distance_miles":%b}' % (known[row], distance(far)))
        for row, far in zip(rows, miles, strict=True)
        if row in known
    ]


def distance(miles: float | None) -> bytes:
    """To a hundredth of a mile, as everywhere in our JSON; null where no place was named or no point is known."""
    return b"null" if miles is None else b"%.2f" % miles


def written_facilities(index: SearchIndex) -> WrittenFacilities:
    """Kept with the index, and begun anew with each: a word from the desk on who is open also tells who was checked."""
    written: WrittenFacilities | None = index.companions.get(__name__)
    if written is None:
        written = index.companions.setdefault(__name__, WrittenFacilities(index.facility_ids))
    return written
