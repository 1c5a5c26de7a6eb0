"""The columns of an index, grown row by row.

A million rows as Python objects would take a gigabyte and hold the interpreter for seconds: here each row is boiled
down to numbers as it comes, and what is sorted in the end are arrays, which numpy does beside other threads.
"""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count
from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np

from handrail.directory.domain.filters import FilterGroup
from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index import cells
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.growing_postings import GrowingPostings
from handrail.directory.index.option_bits import option_bits
from handrail.directory.index.pace import Breathe
from handrail.directory.index.public_ids import PublicIds
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.sphere import unit_vector
from handrail.directory.index.words import words_of
from handrail.kernel.text_folding import fold

if TYPE_CHECKING:
    from handrail.directory.index.build import FacilityRow

SUBSTANCE_USE_BIT = 0
NOWHERE = cells.BANDS * cells.COLUMNS  # sorts behind every cell
ROWS_PER_STEP, POINTS_PER_STEP = 10_000, 500
ID_BYTES, STATE_BYTES = 16, 2  # as long as the model lets them be


class Packing:
    """Takes rows, gives the index. It grows a few long buffers: a million small arrays would leave memory in crumbs."""

    def __init__(self, filters: Sequence[FilterGroup]) -> None:
        self.filters = filters
        self.pks, self.cells, self.groups = array("q"), array("i"), array("i")
        self.latitude, self.longitude = array("d"), array("d")
        self.is_mental_health, self.public_ids, self.states = bytearray(), bytearray(), bytearray()
        self.codes: list[tuple[int, bytearray]] = []  # words a row, and the rows met while there were so many
        self.code_bits: defaultdict[str, int] = defaultdict(count(SUBSTANCE_USE_BIT + 1).__next__)
        self.group_of: dict[str, int] = {}
        self.postings = GrowingPostings()

    def add(self, rows: Sequence["FacilityRow"]) -> None:
        self.pks.extend(row.pk for row in rows)
        self.is_mental_health.extend(row.kind == FacilityKind.MENTAL_HEALTH for row in rows)
        self.add_codes(self.packed(rows))
        for row in rows:
            self.public_ids.extend(padded(row.public_id, ID_BYTES))
            self.states.extend(padded(row.state, STATE_BYTES))
            self.add_place(row.latitude, row.longitude)
            self.groups.append(self.group_of.setdefault(fold(row.name), len(self.group_of)))
            self.postings.add(set(words_of(f"{row.name} {row.program} {row.city}")))

    def add_place(self, latitude: float | None, longitude: float | None) -> None:
        is_known = latitude is not None and longitude is not None
        self.latitude.append(nan if latitude is None else latitude)
        self.longitude.append(nan if longitude is None else longitude)
        self.cells.append(cells.band_of(latitude) * cells.COLUMNS + cells.column_of(longitude) if is_known else NOWHERE)

    def add_codes(self, packed: np.ndarray) -> None:
        width = packed.shape[1]
        if not self.codes or self.codes[-1][0] != width:
            self.codes.append((width, bytearray()))
        self.codes[-1][1].extend(packed.tobytes())

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
        """The columns sorted by cell, then by public id. Each buffer is let go as soon as it is read."""
        size = len(self.pks)
        public_ids = self.taken("public_ids", f"S{ID_BYTES}")
        id_rank = np.empty(size, dtype=np.int32)
        id_rank[np.argsort(public_ids)] = np.arange(size, dtype=np.int32)
        breathe()
        cell_numbers = self.taken("cells", np.int32)
        order = np.lexsort((id_rank, cell_numbers)).astype(np.int32)
        located = int(np.count_nonzero(cell_numbers != NOWHERE))
        breathe()
        occupied, starts = np.unique(cell_numbers[order[:located]], return_index=True)
        facility_ids = self.taken("pks", np.int64)[order]
        latitude, longitude = self.taken("latitude", np.float64)[order], self.taken("longitude", np.float64)[order]
        code_bits, code_words = dict(self.code_bits), self.sorted_codes(order, breathe)
        breathe()
        return SearchIndex(
            revision=revision,
            size=size,
            located=located,
            facility_ids=facility_ids,
            position_by_id=np.argsort(facility_ids).astype(np.int32),
            public_ids=PublicIds(public_ids[order]),
            id_rank=id_rank[order],
            latitude=latitude,
            longitude=longitude,
            unit_vectors=unit_vectors(latitude[:located], longitude[:located], breathe),
            code_words=code_words,
            code_bits=code_bits,
            options=option_bits(self.filters, code_bits, code_words, breathe),
            substance_use_bit=SUBSTANCE_USE_BIT,
            state=self.taken("states", f"S{STATE_BYTES}")[order].astype(f"U{STATE_BYTES}"),
            name_group=self.taken("groups", np.int32)[order],
            is_mental_health=self.taken("is_mental_health", bool)[order],
            open_now=np.zeros(size, dtype=bool),
            occupied_cells=occupied,
            cell_starts=np.append(starts, located).astype(np.int64),
            postings=self.postings.sorted(order, breathe),
            every_position=np.arange(size, dtype=np.int64),
        )

    def taken(self, name: str, dtype: Any) -> np.ndarray:
        """What a buffer holds. It can be taken once."""
        return np.frombuffer(self.__dict__.pop(name), dtype=dtype)

    def sorted_codes(self, order: np.ndarray, breathe: Breathe) -> np.ndarray:
        """Rows met before a code was known have fewer words; those they lack are empty."""
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        packed = np.zeros((len(order), self.words_a_row), dtype="<u8", order="F")  # a code's column lies together
        at = 0
        while self.codes:
            width, held = self.codes.pop(0)
            rows = np.frombuffer(held, dtype="<u8").reshape(-1, width)
            for start in range(0, len(rows), ROWS_PER_STEP):
                step = rows[start : start + ROWS_PER_STEP]
                packed[place[at : at + len(step)], :width] = step
                at += len(step)
                breathe()
        return packed


def padded(text: str, length: int) -> bytes:
    """The letters of an id are plain: their bytes sort as they do."""
    encoded = text.encode()
    if len(encoded) > length:
        raise ValueError(f"An index keeps {length} bytes for what is {len(encoded)} long.")
    return encoded.ljust(length, b"\0")


def unit_vectors(latitude: np.ndarray, longitude: np.ndarray, breathe: Breathe) -> np.ndarray:
    """(3, rows). One by one, by the function that searches use: numpy's own sine may differ in the last digit."""
    vectors = np.empty((3, len(latitude)))
    for at in range(0, len(latitude), POINTS_PER_STEP):
        end = at + POINTS_PER_STEP
        points = zip(latitude[at:end].tolist(), longitude[at:end].tolist(), strict=True)
        vectors[:, at:end] = np.array([unit_vector(*point) for point in points]).T
        breathe()
    return vectors
