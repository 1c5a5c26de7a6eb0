"""The directory in memory: read only, sorted by place, answering each search exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from handrail.directory.index.answering import answer
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.grid import Grid
from handrail.directory.index.option_bits import OptionBits
from handrail.directory.index.public_ids import PublicIds
from handrail.directory.index.query import SearchAnswer, SearchQuery
from handrail.directory.index.words import Postings

if TYPE_CHECKING:
    from handrail.directory.index.openness import Openness


@dataclass(frozen=True, eq=False, slots=True)
class SearchIndex(Grid):
    """One row per listed facility: sorted by quarter-degree cell, rows without coordinates last."""

    revision: int
    size: int
    located: int  # rows before this position have coordinates
    facility_ids: np.ndarray
    position_by_id: np.ndarray  # positions by ascending facility id
    public_ids: PublicIds
    id_rank: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    unit_vectors: np.ndarray  # (3, located)
    code_words: np.ndarray  # (size, k), 64 codes to a word
    code_bits: dict[str, int]
    options: OptionBits  # the same rows' answers to every option of the filters
    substance_use_bit: int  # a bit of code_words that no code has: the row is not mental health only
    state: np.ndarray
    name_group: np.ndarray
    is_mental_health: np.ndarray
    open_now: np.ndarray
    occupied_cells: np.ndarray
    cell_starts: np.ndarray  # one more than the occupied cells
    postings: Postings
    every_position: np.ndarray
    arrivals: Mapping[int, float] = field(default_factory=dict)  # facility id: see build.ARRIVAL_SOURCES
    openness: "Openness | None" = None  # what open_now was set from; None: nobody was asked
    companions: dict[str, Any] = field(default_factory=dict)  # see companions.py
    of_facilities: dict[str, Any] = field(default_factory=dict)  # the same, whoever is open: see companions.py

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    def has(self, code: str) -> np.ndarray:
        """For each row, whether it lists the code; nobody lists an unknown one."""
        bit = self.code_bits.get(code)
        if bit is None:
            return np.zeros(self.size, dtype=bool)
        word, place = divmod(bit, WORD_BITS)
        return (self.code_words[:, word] & np.uint64(1 << place)) != 0

    def search(self, query: SearchQuery) -> SearchAnswer:
        return answer(self, query)
