"""Rows sorted by quarter-degree cell, those without coordinates last: which of them lie in a circle."""

import math

import numpy as np

from handrail.directory.index import cells
from handrail.directory.index.sphere import ground_miles, largest_chord_squared, unit_vector
from handrail.kernel.geography import EARTH_RADIUS_MILES

HALF_WAY_ROUND_MILES = math.pi * EARTH_RADIUS_MILES
BAND_FIRST_CELLS = np.arange(cells.BANDS, dtype=np.int32)[:, None] * cells.COLUMNS


class Grid:
    """What every index of places has: columns by position, and the place where each occupied cell begins."""

    __slots__ = ()

    located: int  # rows before this position have coordinates
    unit_vectors: np.ndarray  # (3, located)
    occupied_cells: np.ndarray
    cell_starts: np.ndarray  # one more than the occupied cells
    every_position: np.ndarray

    def near(self, latitude: float, longitude: float, miles: float | None) -> tuple[np.ndarray, np.ndarray]:
        """Rows within the radius (inclusive; None is everywhere) by ascending position, and the miles to each."""
        positions, squares = self.circle(latitude, longitude, miles)
        return positions, ground_miles(squares)

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
