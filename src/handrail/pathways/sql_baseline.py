"""The best pairs of one circle in SQL, to measure against: an R-tree by place, traits as integers, one self-join."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from handrail.kernel.geography import EARTH_RADIUS_MILES
from handrail.pathways.columns import PathIndex
from handrail.pathways.domain.matching import CONTINUE_CLASS, START_CLASS, class_charges, masks
from handrail.pathways.domain.requirements import Kind, PathRule, Requirement
from handrail.pathways.domain.weights import POINTS

STATEMENT = """
WITH near AS MATERIALIZED (
  SELECT f.*, 2 * {earth} * asin(min(1.0, sqrt(
    (f.x - :x) * (f.x - :x) + (f.y - :y) * (f.y - :y) + (f.z - :z) * (f.z - :z)) / 2)) AS miles
  FROM place AS p CROSS JOIN facility AS f ON f.id = p.id
  WHERE p.south >= :south AND p.north <= :north AND p.west >= :west AND p.east <= :east
), s AS MATERIALIZED (
  SELECT *, round(miles * visits * 1000) AS travel FROM near WHERE miles <= :miles AND {start}
), c AS MATERIALIZED (
  SELECT *, round(miles * visits * 1000) AS travel FROM near WHERE miles <= :miles AND {go_on}
), pair AS (
  SELECT s.start_charge + c.continue_charge + k.charge
    + CASE WHEN s.id = c.id THEN max(s.travel, c.travel)
           ELSE s.travel + c.travel + CASE WHEN s.organization = c.organization THEN {kin} ELSE {stranger} END END
    AS cost, s.rank AS start_rank, c.rank AS continue_rank
  FROM s CROSS JOIN c JOIN hand_over AS k ON k.start_class = s.start_class AND k.continue_class = c.continue_class
)
SELECT cost, start_rank, continue_rank FROM (
  SELECT *, row_number() OVER (PARTITION BY start_rank ORDER BY cost, continue_rank) AS turn FROM pair
) WHERE turn = 1 ORDER BY cost, start_rank LIMIT :count
"""


class SqlPaths:
    """Answers `medicine_first` for a need without wishes, cover of another state or closed programs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def best(self, rule: PathRule, *, latitude: float, longitude: float, miles: float, count: int) -> list[tuple]:
        statement = STATEMENT.format(
            earth=EARTH_RADIUS_MILES,
            start=condition(rule.start),
            go_on=condition(rule.go_on),
            kin=POINTS["handed_over_within_one_organization"],
            stranger=POINTS["handed_over_to_another_organization"],
        )
        found = self._connection.execute(statement, box(latitude, longitude, miles) | {"miles": miles, "count": count})
        return [tuple(map(int, row)) for row in found]


def condition(requirement: Requirement) -> str:
    """A requirement as SQL over the two trait words. The masks are our own numbers, never a person's text."""
    parts = [f"(t{word} & {mask}) = {mask}" for word, mask in enumerate(masks(requirement.all_of))]
    for group in requirement.one_of:
        parts.append("(" + " OR ".join(f"(t{word} & {mask}) <> 0" for word, mask in enumerate(masks(group))) + ")")
    return " AND ".join(parts)


def box(latitude: float, longitude: float, miles: float) -> dict[str, float]:
    reach = math.degrees(miles / EARTH_RADIUS_MILES) * 1.01
    width = reach / math.cos(math.radians(latitude))
    north, east = math.radians(latitude), math.radians(longitude)
    return {
        "south": latitude - reach, "north": latitude + reach, "west": longitude - width, "east": longitude + width,
        "x": math.cos(north) * math.cos(east), "y": math.cos(north) * math.sin(east), "z": math.sin(north),
    }  # fmt: skip


@contextmanager
def sql_paths(paths: PathIndex) -> Iterator[SqlPaths]:
    connection = sqlite3.connect(":memory:")
    try:
        load(connection, paths)
        yield SqlPaths(connection)
    finally:
        connection.close()


def load(connection: sqlite3.Connection, paths: PathIndex) -> None:
    columns, index = paths.columns, paths.index
    connection.executescript(
        "CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east);"
        "CREATE TABLE facility (id INTEGER PRIMARY KEY, x, y, z, t0, t1, rank, organization, visits,"
        " start_charge, continue_charge, start_class, continue_class);"
        "CREATE TABLE hand_over (start_class, continue_class, charge, PRIMARY KEY (start_class, continue_class))"
    )
    north, east = index.latitude.tolist(), index.longitude.tolist()
    words = columns.traits.astype("int64").tolist()
    rest = zip(
        columns.rank.tolist(), columns.organization.tolist(), columns.visits.tolist(), columns.start_charge.tolist(),
        columns.continue_charge.tolist(), columns.start_class.tolist(), columns.continue_class.tolist(), strict=True,
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?)",
        ((row, north[row], north[row], east[row], east[row]) for row in range(index.size)),
    )
    connection.executemany(
        f"INSERT INTO facility VALUES ({', '.join('?' * 13)})",  # noqa: S608  (question marks only)
        (
            (row, *(box(north[row], east[row], 1)[axis] for axis in "xyz"), *words[row], *values)
            for row, values in enumerate(rest)
        ),
    )
    charges = class_charges(Kind.MEDICINE_FIRST)
    connection.executemany(
        "INSERT INTO hand_over VALUES (?, ?, ?)",
        (
            (start, go_on, int(charges[start, go_on]))
            for start in range(1 << len(START_CLASS))
            for go_on in range(1 << len(CONTINUE_CLASS))
            if charges[start, go_on] < 1 << 60
        ),
    )
