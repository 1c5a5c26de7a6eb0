"""All listed meetings in memory: read only, sorted by place, a row for each weekday of each meeting."""

from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from handrail.directory.index.grid import Grid
from handrail.meetings.domain.occurrences import OPEN_ROOM_MINUTES
from handrail.meetings.index.almanac import Almanac, Almanacs

OPEN_ROOM_SECONDS = OPEN_ROOM_MINUTES * 60


@dataclass(frozen=True, eq=False, slots=True)
class MeetingIndex(Grid):
    """The rows of one meeting stand together. Who is suspended or by appointment has one row, and no time."""

    revision: int
    size: int  # meetings
    located: int  # rows before this position have coordinates
    meeting_ids: np.ndarray
    id_rank: np.ndarray  # by public id, which is random: no feed comes first
    unit_vectors: np.ndarray  # (3, located)
    fact_words: np.ndarray  # (words, rows), 64 facts to a word
    fact_bits: dict[str, int]
    times: np.ndarray  # numbers of the almanacs' times
    seconds: np.ndarray  # how long it lasts
    zones: np.ndarray  # numbers of zone_names
    zone_names: tuple[str, ...]
    held_online: np.ndarray  # positions
    occupied_cells: np.ndarray
    cell_starts: np.ndarray  # one more than the occupied cells
    every_position: np.ndarray
    almanacs: Almanacs
    companions: dict[str, Any] = field(default_factory=dict)  # what others keep beside it, as long as it lives

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    def starts(self, positions: np.ndarray, almanac: Almanac, moment: int, grace: int) -> np.ndarray:
        """Of each row the beginning of the occurrence to join: see `occurrence_to_join`, in seconds."""
        seconds = self.seconds.take(positions)
        joined_for = np.where(seconds >= OPEN_ROOM_SECONDS, seconds, np.minimum(seconds, grace + 1))
        return almanac.starts(self.times.take(positions), moment + 1 - joined_for)
