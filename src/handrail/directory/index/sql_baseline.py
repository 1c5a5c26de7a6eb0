"""The same search in well-tuned SQL, to measure against: an R-tree by place, codes as integers, one statement."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from handrail.directory.index import cells
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.grid import HALF_WAY_ROUND_MILES
from handrail.directory.index.query import SearchAnswer, SearchQuery
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.sphere import largest_chord_squared, miles_of, unit_vector
from handrail.kernel.geography import EARTH_RADIUS_MILES

SIGNED = 2**63


class SqlBaseline:
    """Answers queries of single codes within a radius that does not cross the antimeridian: what the bench asks."""

    def __init__(self, connection: sqlite3.Connection, index: SearchIndex) -> None:
        self._connection, self._code_bits = connection, index.code_bits
        self._words, self._index = index.code_words.shape[1], index

    def search(self, query: SearchQuery) -> SearchAnswer:
        bits = {code: self._code_bits[code] for code in query.counted_codes if code in self._code_bits}
        counts = dict.fromkeys(query.counted_codes, 0)
        if any(code not in self._code_bits for (code,) in query.groups):
            return SearchAnswer(total=0, positions=(), miles=(), counts=counts)
        parameters = place_of(query) | {
            f"mask{word}": signed(mask) for word, mask in enumerate(masks_of(self._index, query))
        }
        statement = search_statement(tuple(bits.values()), self._words)
        (_, total, *sums), *page = self._connection.execute(statement, parameters).fetchall()
        return SearchAnswer(
            total=total,
            positions=tuple(row[0] for row in page),
            miles=tuple(miles_of(row[1]) for row in page),
            counts=counts | {code: found or 0 for code, found in zip(bits, sums, strict=True)},
        )


def masks_of(index: SearchIndex, query: SearchQuery) -> list[int]:
    """What a row must hold, word by word."""
    masks = [0] * int(index.code_words.shape[1])
    for bit in [index.substance_use_bit, *(index.code_bits[code] for (code,) in query.groups)]:
        masks[bit // WORD_BITS] |= 1 << bit % WORD_BITS
    return masks


def signed(word: int) -> int:
    """SQLite's integers are signed; the bits are the same."""
    return word - 2 * SIGNED if word >= SIGNED else word


def place_of(query: SearchQuery) -> dict[str, float]:
    miles = HALF_WAY_ROUND_MILES if query.radius_miles is None else query.radius_miles
    reach = math.degrees(miles / EARTH_RADIUS_MILES) + cells.BORDER_DEGREES
    width = cells.half_width_degrees(query.latitude, miles)
    x, y, z = unit_vector(query.latitude, query.longitude)
    return {
        "south": query.latitude - reach,
        "north": query.latitude + reach,
        "west": query.longitude - width,
        "east": query.longitude + width,
        "x": x,
        "y": y,
        "z": z,
        "limit": largest_chord_squared(query.radius_miles),
        "size": query.page_size,
    }


@lru_cache
def search_statement(bits: tuple[int, ...], words: int) -> str:
    """One text for all queries, so that SQLite prepares it once, made of numbers of ours only.

    CROSS JOIN keeps SQLite from entering by any other way than the R-tree.
    """
    columns = ", ".join(f"word{word}" for word in range(words))
    tests = "".join(f" AND word{word} & :mask{word} = :mask{word}" for word in range(words))
    sums = "".join(f", sum(word{bit // WORD_BITS} >> {bit % WORD_BITS} & 1)" for bit in bits)
    blanks = ", NULL" * len(bits)
    return f"""
        WITH hit AS MATERIALIZED (
            SELECT facility.id, rank, {columns},
                   (x - :x) * (x - :x) + (y - :y) * (y - :y) + (z - :z) * (z - :z) AS square
            FROM place CROSS JOIN facility ON facility.id = place.id
            WHERE place.south <= :north AND place.north >= :south AND place.west <= :east AND place.east >= :west
                  {tests} AND square <= :limit
        )
        SELECT NULL, count(*){sums} FROM hit
        UNION ALL
        SELECT * FROM (SELECT id, square{blanks} FROM hit ORDER BY square, rank LIMIT :size)
    """  # noqa: S608


@contextmanager
def sql_baseline(index: SearchIndex) -> Iterator[SqlBaseline]:
    """A private database for as long as the bench runs; ids are the index's positions."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "baseline.sqlite3"
        fill(file, index)
        # A connection that has just loaded in bulk answers many times slower: a new one is the fair peer.
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA mmap_size = 1073741824")
        connection.execute("PRAGMA cache_size = -262144")
        try:
            yield SqlBaseline(connection, index)
        finally:
            connection.close()


def fill(file: Path, index: SearchIndex) -> None:
    columns = [f"word{word} INTEGER" for word in range(index.code_words.shape[1])]
    connection = sqlite3.connect(file)
    connection.execute("CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east)")
    connection.execute(f"CREATE TABLE facility (id INTEGER PRIMARY KEY, rank, x, y, z, {', '.join(columns)})")
    places = zip(index.latitude.tolist(), index.longitude.tolist(), strict=True)
    connection.executemany(
        "INSERT INTO place VALUES (?1, ?2, ?2, ?3, ?3)",
        ((position, north, east) for position, (north, east) in enumerate(places)),
    )
    facts = zip(
        range(index.size),
        index.id_rank.tolist(),
        *index.unit_vectors.tolist(),
        *index.code_words.view("<i8").T.tolist(),
        strict=True,
    )
    connection.executemany(f"INSERT INTO facility VALUES (?, ?, ?, ?, ?{', ?' * len(columns)})", facts)  # noqa: S608
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()
