"""Building the index: rows of the database sorted, packed and frozen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple

import numpy as np

from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index import cells
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.sphere import unit_vector
from handrail.directory.index.words import Postings, build_postings, words_of
from handrail.directory.models import DirectoryRevision, Facility
from handrail.kernel.text_folding import fold

ROWS_PER_CHUNK = 500  # while packing, each row is a list of its codes: a few at a time stay in the processor's cache
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
    rows = list(rows)
    cell_numbers, id_rank = cells_of(rows), ranks([row.public_id for row in rows])
    order = np.lexsort((id_rank, cell_numbers))
    rows = [rows[number] for number in order.tolist()]
    located = int(np.count_nonzero(cell_numbers != NOWHERE))
    occupied, starts = np.unique(cell_numbers[order[:located]], return_index=True)
    vectors = [unit_vector(*point) for point in known_points(rows)]
    code_words, code_bits = packed_codes(rows)
    return SearchIndex(
        revision=revision,
        size=len(rows),
        located=located,
        facility_ids=np.array([row.pk for row in rows], dtype=np.int64),
        public_ids=[row.public_id for row in rows],
        id_rank=id_rank[order],
        latitude=np.array([row.latitude for row in rows], dtype=np.float64),
        longitude=np.array([row.longitude for row in rows], dtype=np.float64),
        unit_vectors=np.ascontiguousarray(np.array(vectors, dtype=np.float64).reshape(-1, 3).T),
        code_words=code_words,
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


def cells_of(rows: Sequence[FacilityRow]) -> np.ndarray:
    """The cell number of each row; a row without coordinates sorts behind every cell."""
    located = np.array([row.latitude is not None and row.longitude is not None for row in rows], dtype=bool)
    numbers = np.full(len(rows), NOWHERE, dtype=np.int32)
    numbers[located] = [
        cells.band_of(north) * cells.COLUMNS + cells.column_of(east) for north, east in known_points(rows)
    ]
    return numbers


def known_points(rows: Sequence[FacilityRow]) -> list[tuple[float, float]]:
    return [(row.latitude, row.longitude) for row in rows if row.latitude is not None and row.longitude is not None]


def ranks(public_ids: Sequence[str]) -> np.ndarray:
    order = sorted(range(len(public_ids)), key=public_ids.__getitem__)
    rank = np.empty(len(public_ids), dtype=np.int32)
    rank[order] = np.arange(len(public_ids), dtype=np.int32)
    return rank


def packed_codes(rows: Sequence[FacilityRow]) -> tuple[np.ndarray, dict[str, int]]:
    """(rows, words): bit b of a row stands in word b // 64. Codes are numbered as they are first met."""
    code_bits: defaultdict[str, int] = defaultdict(count(SUBSTANCE_USE_BIT + 1).__next__)
    chunks = [packed_chunk(rows[at : at + ROWS_PER_CHUNK], code_bits) for at in range(0, len(rows), ROWS_PER_CHUNK)]
    packed = np.zeros((len(rows), words_for(code_bits)), dtype="<u8", order="F")  # a code's column lies together
    for number, chunk in enumerate(chunks):
        at = number * ROWS_PER_CHUNK
        packed[at : at + len(chunk), : chunk.shape[1]] = chunk
    return packed, dict(code_bits)


def packed_chunk(rows: Sequence[FacilityRow], code_bits: defaultdict[str, int]) -> np.ndarray:
    listed = [row.codes.split() for row in rows]
    lengths = [len(codes) for codes in listed]
    numbers = np.fromiter(map(code_bits.__getitem__, chain.from_iterable(listed)), dtype=np.int32, count=sum(lengths))
    bits = np.zeros((len(rows), words_for(code_bits) * WORD_BITS), dtype=bool)
    bits[np.repeat(np.arange(len(rows)), lengths), numbers] = True
    bits[:, SUBSTANCE_USE_BIT] = [row.kind != FacilityKind.MENTAL_HEALTH for row in rows]
    return np.packbits(bits, axis=1, bitorder="little").view("<u8")


def words_for(code_bits: Mapping[str, int]) -> int:
    return (len(code_bits) + SUBSTANCE_USE_BIT) // WORD_BITS + 1


def name_groups(rows: Sequence[FacilityRow]) -> np.ndarray:
    """The same number for rows whose names are the same when folded: one organization, as far as the names tell."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(fold(row.name), len(numbers)) for row in rows], dtype=np.int32)


def postings_of(rows: Sequence[FacilityRow]) -> Postings:
    return build_postings([set(words_of(f"{row.name} {row.program} {row.city}")) for row in rows])
