"""The directory in memory: read only, sorted by place, answering each search exactly."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from handrail.directory.index import cells
from handrail.directory.index.answering import answer
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.public_ids import PublicIds
from handrail.directory.index.query import SearchAnswer, SearchQuery
from handrail.directory.index.sphere import ground_miles, largest_chord_squared, unit_vector
from handrail.directory.index.words import Postings
from handrail.kernel.geography import EARTH_RADIUS_MILES

if TYPE_CHECKING:
    from handrail.directory.index.openness import Openness

HALF_WAY_ROUND_MILES = math.pi * EARTH_RADIUS_MILES
BAND_FIRST_CELLS = np.arange(cells.BANDS, dtype=np.int32)[:, None] * cells.COLUMNS


@dataclass(frozen=True, eq=False, slots=True)
class SearchIndex:
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

    def near(self, latitude: float, longitude: float, miles: float | None) -> tuple[np.ndarray, np.ndarray]:
        """Rows within the radius (inclusive; None is everywhere) by ascending position, and the miles to each."""
        positions, squares = self.circle(latitude, longitude, miles)
        return positions, ground_miles(squares)

    def search(self, query: SearchQuery) -> SearchAnswer:
        return answer(self, query)

    def circle(self, latitude: float, longitude: float, miles: float | None) -> tuple[np.ndarray, np.ndarray]:
        """Rows within the radius and the squared chord to each: the exact distance decides, the cells only prepare."""
        positions = self.positions_in(self.runs(latitude, longitude, miles))
        return self.within(positions, latitude, longitude, miles)

    def runs(self, latitude: float, longitude: float, miles: float | None) -> list[list[int]]:
        """Stretches of positions that hold every row of the circle, none empty."""
        if miles is None or miles >= HALF_WAY_ROUND_MILES:
            return [[0, self.located]] if self.located else []
        latitude, longitude = checked_point(latitude, longitude)
        first, last = cells.bands_of_circle(latitude, miles)
        pairs = cells.columns_of_circle(latitude, longitude, miles)
        edges = [edge for west, east in pairs for edge in (west, east + 1)]
        keys = BAND_FIRST_CELLS[first : last + 1] + np.array(edges, dtype=np.int32)
        starts = self.cell_starts[self.occupied_cells.searchsorted(keys.ravel())]
        return [run for run in starts.reshape(-1, 2).tolist() if run[0] < run[1]]

    def positions_in(self, runs: list[list[int]]) -> np.ndarray:
        if len(runs) == 1:
            return self.every_position[runs[0][0] : runs[0][1]]
        return np.concatenate([self.every_position[:0], *[self.every_position[start:end] for start, end in runs]])

    def within(
        self, positions: np.ndarray, latitude: float, longitude: float, miles: float | None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Those of the positions (all with coordinates) that lie within the radius, and the squared chord to each."""
        center = np.array(unit_vector(*checked_point(latitude, longitude)))
        difference = self.unit_vectors.take(positions, axis=1)
        difference -= center[:, None]
        difference *= difference
        squares = np.add.reduce(difference, axis=0)
        inside = (squares <= largest_chord_squared(miles)).nonzero()[0]
        return positions.take(inside), squares.take(inside)


def checked_point(latitude: float, longitude: float) -> tuple[float, float]:
    """The point with its longitude from -180 up to 180."""
    if not (-90 <= latitude <= 90 and math.isfinite(longitude)):
        raise ValueError("A latitude lies between -90 and 90 degrees, and a longitude is a number.")
    return latitude, longitude if -180 <= longitude <= 180 else (longitude + 180) % 360 - 180
