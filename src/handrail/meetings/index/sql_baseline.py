"""The same search in well-tuned SQL, to measure against: an R-tree by place, beginnings kept, one statement.

It answers what the bench asks most: the next meetings in rooms of a circle that does not cross the antimeridian.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from handrail.directory.index.option_bits import any_bits, masks_of
from handrail.directory.index.query import SearchQuery
from handrail.directory.index.sql_baseline import place_of
from handrail.meetings.domain.occurrences import GRACE
from handrail.meetings.index.facts import ONLY_ONLINE, SUSPENDED
from handrail.meetings.index.meeting_index import OPEN_ROOM_SECONDS, MeetingIndex
from handrail.meetings.index.query import MeetingQuery

# CROSS JOIN keeps SQLite from entering by any other way than the R-tree.
STATEMENT = """
    WITH hit AS MATERIALIZED (
        SELECT meeting, rank, (x - :x) * (x - :x) + (y - :y) * (y - :y) + (z - :z) * (z - :z) AS square,
               CASE WHEN first >= :moment - late THEN first ELSE second END AS start
        FROM place CROSS JOIN slot ON slot.id = place.id
        WHERE place.south <= :north AND place.north >= :south AND place.west <= :east AND place.east >= :west
              AND square <= :limit
    ), once AS (
        SELECT meeting, rank, square, min(start) AS start FROM hit GROUP BY meeting
    )
    SELECT meeting, start, count(*) OVER () FROM once ORDER BY max(start, :moment), square, rank LIMIT :size
"""


class SqlMeetings:
    """A page as meeting ids with their beginnings, and the number of all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def next_within(self, query: MeetingQuery, at: datetime) -> tuple[int, list[tuple[int, int]]]:
        place = place_of(SearchQuery(query.latitude, query.longitude, query.miles, page_size=query.page_size))
        found = self._connection.execute(STATEMENT, place | {"moment": int(at.timestamp())}).fetchall()
        return found[0][2] if found else 0, [(meeting, start) for meeting, start, _ in found]


@contextmanager
def sql_meetings(index: MeetingIndex, at: datetime) -> Iterator[SqlMeetings]:
    """A private database for as long as the bench runs."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "baseline.sqlite3"
        fill(file, index, at)
        # A connection that has just loaded in bulk answers many times slower: a new one is the fair peer.
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA mmap_size = 1073741824")
        connection.execute("PRAGMA cache_size = -262144")
        try:
            yield SqlMeetings(connection)
        finally:
            connection.close()


def fill(file: Path, index: MeetingIndex, at: datetime) -> None:
    """Only what is held in rooms: the rest would cost the statement time that it need not take."""
    facts = index.fact_words[:, : index.located]
    held_here = (any_bits(masks_of(index.fact_bits, (*ONLY_ONLINE, *SUSPENDED)), facts) == 0).nonzero()[0]
    connection = sqlite3.connect(file)
    connection.execute("CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east)")
    connection.execute("CREATE TABLE slot (id INTEGER PRIMARY KEY, meeting, rank, x, y, z, first, second, late)")
    x, y, z = index.unit_vectors.take(held_here, axis=1)
    north, east = np.degrees(np.arcsin(z)).tolist(), np.degrees(np.arctan2(y, x)).tolist()
    places = zip(held_here.tolist(), north, north, east, east, strict=True)
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?)", places)
    slots = zip(held_here.tolist(), *(column.tolist() for column in slot_columns(index, held_here, at)), strict=True)
    connection.executemany("INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", slots)
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def slot_columns(index: MeetingIndex, positions: np.ndarray, at: datetime) -> tuple[np.ndarray, ...]:
    almanac, times = index.almanacs.at(int(at.timestamp())), index.times.take(positions)
    seconds = index.seconds.take(positions)
    grace = np.minimum(int(GRACE.total_seconds()), seconds - 1)
    return (
        index.meeting_ids.take(positions),
        index.id_rank.take(positions),
        *index.unit_vectors.take(positions, axis=1),
        almanac.first.take(times),
        almanac.second.take(times),
        np.where(seconds >= OPEN_ROOM_SECONDS, seconds - 1, grace),
    )
