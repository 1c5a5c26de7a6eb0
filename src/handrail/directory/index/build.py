"""Building the index: rows of the database sorted, packed and frozen."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index import cells
from handrail.directory.index.search_index import WORD_BITS, SearchIndex
from handrail.directory.index.sphere import unit_vector
from handrail.directory.index.words import Postings, build_postings, words_of
from handrail.directory.models import DirectoryRevision, Facility
from handrail.kernel.text_folding import fold

ROWS_PER_CHUNK = 50_000  # while packing, each row takes a byte per code: this bounds that to a few megabytes
SUBSTANCE_USE_BIT = 0
NOWHERE = cells.BANDS * cells.COLUMNS  # sorts behind every cell


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


def index_from_database() -> SearchIndex:
    """All listed facilities. The revision is read first: rows newer than their label only cause one more rebuild."""
    revision = stored_revision()
    rows = Facility.objects.listed().order_by().values_list(*FacilityRow._fields)
    return build_index(revision=revision, rows=map(FacilityRow._make, rows))


def stored_revision() -> int:
    return DirectoryRevision.objects.values_list("number", flat=True).first() or 0


def build_index(*, revision: int, rows: Iterable[FacilityRow]) -> SearchIndex:
    """The whole index from any rows, in any order."""
    rows = sorted_by_cell(list(rows))
    cell_numbers = [cell_of(row) for row in rows]
    located = sum(number != NOWHERE for number in cell_numbers)
    occupied, starts = np.unique(np.array(cell_numbers[:located], dtype=np.int32), return_index=True)
    vectors = [unit_vector(row.latitude, row.longitude) for row in rows[:located]]
    code_bits = numbered_codes(rows)
    return SearchIndex(
        revision=revision,
        size=len(rows),
        located=located,
        facility_ids=np.array([row.pk for row in rows], dtype=np.int64),
        public_ids=[row.public_id for row in rows],
        id_rank=ranks([row.public_id for row in rows]),
        latitude=np.array([row.latitude for row in rows], dtype=np.float64),
        longitude=np.array([row.longitude for row in rows], dtype=np.float64),
        unit_vectors=np.ascontiguousarray(np.array(vectors, dtype=np.float64).reshape(-1, 3).T),
        code_words=packed_codes(rows, code_bits),
        code_bits=code_bits,
        substance_use_bit=SUBSTANCE_USE_BIT,
        state=[row.state for row in rows],
        name_group=name_groups(rows),
        is_mental_health=np.array([row.kind == FacilityKind.MENTAL_HEALTH for row in rows], dtype=bool),
        open_now=np.zeros(len(rows), dtype=bool),  # until capacity is recorded, nobody is known to be open
        occupied_cells=occupied,
        cell_starts=np.append(starts, located).astype(np.int64),
        postings=postings_of(rows),
        every_position=np.arange(len(rows), dtype=np.int64),
    )


def cell_of(row: FacilityRow) -> int:
    if row.latitude is None or row.longitude is None:
        return NOWHERE
    return cells.band_of(row.latitude) * cells.COLUMNS + cells.column_of(row.longitude)


def sorted_by_cell(rows: list[FacilityRow]) -> list[FacilityRow]:
    return sorted(rows, key=lambda row: (cell_of(row), row.public_id))


def ranks(public_ids: Sequence[str]) -> np.ndarray:
    order = sorted(range(len(public_ids)), key=public_ids.__getitem__)
    rank = np.empty(len(public_ids), dtype=np.int32)
    rank[order] = np.arange(len(public_ids), dtype=np.int32)
    return rank


def numbered_codes(rows: Sequence[FacilityRow]) -> dict[str, int]:
    """Every code that occurs, numbered in alphabetical order from the bit after the reserved one."""
    codes = sorted({code for text in {row.codes for row in rows} for code in text.split()})
    return {code: number for number, code in enumerate(codes, start=SUBSTANCE_USE_BIT + 1)}


def packed_codes(rows: Sequence[FacilityRow], code_bits: dict[str, int]) -> np.ndarray:
    """(rows, words): bit b of a row stands in word b // 64."""
    words = len(code_bits) // WORD_BITS + 1
    packed = np.empty((len(rows), words), dtype="<u8")
    for start in range(0, len(rows), ROWS_PER_CHUNK):
        chunk = rows[start : start + ROWS_PER_CHUNK]
        listed = [row.codes.split() for row in chunk]
        bits = np.zeros((len(chunk), words * WORD_BITS), dtype=bool)
        bits[
            np.repeat(np.arange(len(chunk)), [len(codes) for codes in listed]),
            np.array([code_bits[code] for codes in listed for code in codes], dtype=np.int64),
        ] = True
        bits[:, SUBSTANCE_USE_BIT] = [row.kind != FacilityKind.MENTAL_HEALTH for row in chunk]
        packed[start : start + len(chunk)] = np.packbits(bits, axis=1, bitorder="little").view("<u8")
    return packed


def name_groups(rows: Sequence[FacilityRow]) -> np.ndarray:
    """The same number for rows whose names are the same when folded: one organization, as far as the names tell."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(fold(row.name), len(numbers)) for row in rows], dtype=np.int32)


def postings_of(rows: Sequence[FacilityRow]) -> Postings:
    return build_postings([set(words_of(f"{row.name} {row.program} {row.city}")) for row in rows])
