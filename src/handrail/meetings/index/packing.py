"""The columns of the index of meetings, grown row by row, then sorted and frozen."""

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from math import nan
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from handrail.directory.index import cells
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.option_bits import any_bits, masks_of
from handrail.directory.index.pace import Breathe
from handrail.directory.index.packing import ID_BYTES, NOWHERE, padded, unit_vectors
from handrail.meetings.domain.venues import Venue
from handrail.meetings.index.almanac import Almanacs, SlotTime
from handrail.meetings.index.facts import HELD_ONLINE, facts_of
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.meetings.index.rows import MeetingRow


def numbered() -> Any:
    """A dict that gives each new key the next number."""
    return defaultdict(count().__next__)


@dataclass
class Packing:
    """Takes meetings, gives the index. What many of them share is kept once: times, zones, and sets of facts."""

    pks: array = field(default_factory=lambda: array("q"))
    cells: array = field(default_factory=lambda: array("i"))
    latitude: array = field(default_factory=lambda: array("d"))
    longitude: array = field(default_factory=lambda: array("d"))
    seconds: array = field(default_factory=lambda: array("i"))
    zones: array = field(default_factory=lambda: array("i"))
    profiles: array = field(default_factory=lambda: array("i"))
    public_ids: bytearray = field(default_factory=bytearray)
    meetings: array = field(default_factory=lambda: array("i"))  # of each row: which of the above is its meeting
    times: array = field(default_factory=lambda: array("i"))  # of each row; -1: none

    number_of_time: dict[SlotTime, int] = field(default_factory=numbered)
    number_of_zone: dict[str, int] = field(default_factory=numbered)
    number_of_profile: dict[frozenset[str], int] = field(default_factory=numbered)
    fact_bits: dict[str, int] = field(default_factory=numbered)
    known_zones: dict[str, bool] = field(default_factory=dict)

    def add(self, row: MeetingRow) -> None:
        slots = self.slots_of(row)
        self.meetings.extend([len(self.pks)] * len(slots))
        self.times.extend(slots)
        facts = facts_of(fellowship=row.fellowship, venue=row.venue, traits=row.traits, languages=row.languages)
        self.profiles.append(self.number_of_profile[facts])
        self.pks.append(row.pk)
        self.public_ids.extend(padded(row.public_id, ID_BYTES))
        self.seconds.append(row.minutes * 60)
        self.zones.append(self.number_of_zone[row.zone])
        self.add_place(row.latitude, row.longitude)

    def add_place(self, latitude: float | None, longitude: float | None) -> None:
        if latitude is None or longitude is None:
            latitude, longitude, cell = nan, nan, NOWHERE
        else:
            cell = cells.band_of(latitude) * cells.COLUMNS + cells.column_of(longitude)
        self.latitude.append(latitude)
        self.longitude.append(longitude)
        self.cells.append(cell)

    def slots_of(self, row: MeetingRow) -> list[int]:
        """A number for each weekday. What is not held has no next time, whatever its list says of the hour."""
        if row.start is None or row.venue == Venue.SUSPENDED or not self.is_known(row.zone):
            return [-1]
        start = row.start.replace(microsecond=0)
        return [self.number_of_time[SlotTime(row.zone, int(day), start)] for day in row.weekdays] or [-1]

    def is_known(self, zone: str) -> bool:
        """A zone that this machine does not know must not keep all others from being found."""
        if zone not in self.known_zones:
            try:
                ZoneInfo(zone)
                self.known_zones[zone] = True
            except (KeyError, ValueError, OSError):
                self.known_zones[zone] = False
        return self.known_zones[zone]

    def index(self, *, revision: int, breathe: Breathe) -> MeetingIndex:
        """The columns sorted by cell, then by public id, the days of a meeting together."""
        ranks = self.ranks()
        meetings = np.frombuffer(self.meetings, dtype=np.int32) if self.meetings else np.empty(0, dtype=np.int32)
        cell_numbers = np.array(self.cells, dtype=np.int32).take(meetings)
        order = np.lexsort((ranks.take(meetings), cell_numbers))
        breathe()
        meetings, cell_numbers = meetings.take(order), cell_numbers.take(order)
        located = int(np.count_nonzero(cell_numbers != NOWHERE))
        occupied, starts = np.unique(cell_numbers[:located], return_index=True)
        latitude, longitude = np.array(self.latitude).take(meetings), np.array(self.longitude).take(meetings)
        fact_words = self.fact_words().take(np.array(self.profiles, dtype=np.int32).take(meetings), axis=1)
        breathe()
        return MeetingIndex(
            revision=revision,
            size=len(self.pks),
            located=located,
            meeting_ids=np.array(self.pks, dtype=np.int64).take(meetings),
            id_rank=ranks.take(meetings),
            unit_vectors=unit_vectors(latitude[:located], longitude[:located], breathe),
            fact_words=fact_words,
            fact_bits=dict(self.fact_bits),
            times=np.array(self.times, dtype=np.int32).take(order),
            seconds=np.array(self.seconds, dtype=np.int32).take(meetings),
            zones=np.array(self.zones, dtype=np.int32).take(meetings),
            zone_names=tuple(self.number_of_zone),
            held_online=any_bits(masks_of(self.fact_bits, HELD_ONLINE), fact_words).nonzero()[0],
            occupied_cells=occupied,
            cell_starts=np.append(starts, located).astype(np.int64),
            every_position=np.arange(len(order), dtype=np.int64),
            almanacs=Almanacs(tuple(self.number_of_time)),
        )

    def ranks(self) -> np.ndarray:
        """Of each meeting its place among all public ids."""
        public_ids = np.frombuffer(bytes(self.public_ids), dtype=f"S{ID_BYTES}")
        ranks = np.empty(len(public_ids), dtype=np.int32)
        ranks[np.argsort(public_ids)] = np.arange(len(public_ids), dtype=np.int32)
        return ranks

    def fact_words(self) -> np.ndarray:
        """(words, profiles): bit b stands in word b // 64."""
        masks = [sum(1 << self.fact_bits[fact] for fact in facts) for facts in self.number_of_profile]
        words = len(self.fact_bits) // WORD_BITS + 1
        packed = b"".join(mask.to_bytes(words * 8, "little") for mask in masks)
        return np.ascontiguousarray(np.frombuffer(packed, dtype="<u8").reshape(-1, words).T)
