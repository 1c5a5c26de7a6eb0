"""The columns of an index, grown row by row.

A million rows as Python objects would take a gigabyte and hold the interpreter for seconds: here each row is boiled
down to numbers as it comes, and what is sorted in the end are arrays, which numpy does beside other threads.
"""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index import cells
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.pace import Breathe
from handrail.directory.index.public_ids import PublicIds
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.sphere import unit_vector
from handrail.directory.index.growing_postings import GrowingPostings
from handrail.directory.index.words import words_of
from handrail.kernel.text_folding import fold

if TYPE_CHECKING:
    from handrail.directory.index.build import FacilityRow

SUBSTANCE_USE_BIT = 0
NOWHERE = cells.BANDS * cells.COLUMNS  # sorts behind every cell
NO_VECTOR = (nan, nan, nan)
NO_CODES = np.zeros((0, 1), dtype="<u8")


class Packing:
    """Takes rows, gives the index."""

    def __init__(self) -> None:
        self.pks, self.cells, self.groups = array("q"), array("i"), array("i")
        self.latitude, self.longitude, self.vectors = array("d"), array("d"), array("d")
        self.is_mental_health = bytearray()
        self.public_ids: list[np.ndarray] = [np.zeros(0, dtype="S1")]
        self.states: list[np.ndarray] = [np.zeros(0, dtype="U2")]
        self.codes: list[np.ndarray] = [NO_CODES]
        self.code_bits: defaultdict[str, int] = defaultdict(count(SUBSTANCE_USE_BIT + 1).__next__)
        self.group_of: dict[str, int] = {}
        self.postings = GrowingPostings()

    def add(self, rows: Sequence["FacilityRow"]) -> None:
        self.pks.extend(row.pk for row in rows)
        self.public_ids.append(np.array([row.public_id.encode() for row in rows]))
        self.states.append(np.array([row.state for row in rows]))
        self.is_mental_health.extend(row.kind == FacilityKind.MENTAL_HEALTH for row in rows)
        self.codes.append(self.packed(rows))
        for row in rows:
            self.add_place(row.latitude, row.longitude)
            self.groups.append(self.group_of.setdefault(fold(row.name), len(self.group_of)))
            self.postings.add(set(words_of(f"{row.name} {row.program} {row.city}")))

    def add_place(self, latitude: float | None, longitude: float | None) -> None:
        is_known = latitude is not None and longitude is not None
        self.latitude.append(nan if latitude is None else latitude)
        self.longitude.append(nan if longitude is None else longitude)
        self.cells.append(
            cells.band_of(latitude) * cells.COLUMNS + cells.column_of(longitude) if is_known else NOWHERE
        )
        self.vectors.extend(unit_vector(latitude, longitude) if is_known else NO_VECTOR)

    def packed(self, rows: Sequence["FacilityRow"]) -> np.ndarray:
        """(rows, words): bit b of a row stands in word b // 64. Codes are numbered as they are first met."""
        listed = [row.codes.split() for row in rows]
        lengths = [len(codes) for codes in listed]
        bit_of = self.code_bits.__getitem__
        numbers = np.fromiter(map(bit_of, chain.from_iterable(listed)), dtype=np.int32, count=sum(lengths))
        bits = np.zeros((len(rows), self.words_a_row * WORD_BITS), dtype=bool)
        bits[np.repeat(np.arange(len(rows)), lengths), numbers] = True
        bits[:, SUBSTANCE_USE_BIT] = [row.kind != FacilityKind.MENTAL_HEALTH for row in rows]
        return np.packbits(bits, axis=1, bitorder="little").view("<u8")

    @property
    def words_a_row(self) -> int:
        return (len(self.code_bits) + SUBSTANCE_USE_BIT) // WORD_BITS + 1

    def index(self, *, revision: int, breathe: Breathe) -> SearchIndex:
        """The columns sorted by cell, then by public id. What is no longer needed is let go on the way."""
        size = len(self.pks)
        public_ids = joined(self.public_ids)
        id_rank = np.empty(size, dtype=np.int32)
        id_rank[np.argsort(public_ids)] = np.arange(size, dtype=np.int32)
        breathe()
        cell_numbers = np.array(self.cells, dtype=np.int32)
        order = np.lexsort((id_rank, cell_numbers))
        located = int(np.count_nonzero(cell_numbers != NOWHERE))
        breathe()
        occupied, starts = np.unique(cell_numbers[order[:located]], return_index=True)
        facility_ids = np.array(self.pks, dtype=np.int64)[order]
        by_id = np.argsort(facility_ids)
        breathe()
        return SearchIndex(
            revision=revision,
            size=size,
            located=located,
            facility_ids=facility_ids,
            ids_in_order=facility_ids[by_id],
            position_by_id=by_id.astype(np.int32),
            public_ids=PublicIds(public_ids[order]),
            id_rank=id_rank[order],
            latitude=np.array(self.latitude, dtype=np.float64)[order],
            longitude=np.array(self.longitude, dtype=np.float64)[order],
            unit_vectors=self.sorted_vectors(order[:located]),
            code_words=self.sorted_codes(order, breathe),
            code_bits=dict(self.code_bits),
            substance_use_bit=SUBSTANCE_USE_BIT,
            state=joined(self.states)[order],
            name_group=np.array(self.groups, dtype=np.int32)[order],
            is_mental_health=np.array(self.is_mental_health, dtype=bool)[order],
            open_now=np.zeros(size, dtype=bool),
            occupied_cells=occupied,
            cell_starts=np.append(starts, located).astype(np.int64),
            postings=self.postings.sorted(order, breathe),
            every_position=np.arange(size, dtype=np.int64),
        )

    def sorted_vectors(self, order: np.ndarray) -> np.ndarray:
        vectors = np.frombuffer(self.vectors).reshape(-1, 3) if self.vectors else np.zeros((0, 3))
        return np.stack([vectors[order, axis] for axis in range(3)])

    def sorted_codes(self, order: np.ndarray, breathe: Breathe) -> np.ndarray:
        """Chunks met before a code was known are narrower; the words they lack are empty."""
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        packed = np.zeros((len(order), self.words_a_row), dtype="<u8", order="F")  # a code's column lies together
        at = 0
        for number, chunk in enumerate(self.codes):
            packed[place[at : at + len(chunk)], : chunk.shape[1]] = chunk
            at += len(chunk)
            self.codes[number] = NO_CODES
            breathe()
        return packed


def joined(chunks: list[np.ndarray]) -> np.ndarray:
    """All in one array, as wide as the widest; the chunks themselves are let go."""
    whole = np.concatenate(chunks)
    chunks.clear()
    return whole
