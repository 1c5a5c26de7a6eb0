"""The same search in well-tuned PostgreSQL, where a server is at hand: a bit mask for codes, a GiST index by place.

The tables stand in a schema of this run only, dropped afterwards. No extension is needed.
"""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import psycopg
from psycopg import sql

from handrail.directory.index.build import FacilityRow
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.query import SearchAnswer, SearchQuery
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.sphere import miles_of
from handrail.directory.index.sql_baseline import masks_of, place_of
from handrail.directory.index.words import wanted_words, words_of

ADDRESSES = ("TEST_POSTGRES_URL", "DATABASE_URL")
ROWS_AT_ONCE = 5_000
TUNED = ("jit = off", "max_parallel_workers_per_gather = 0", "random_page_cost = 1.1", "work_mem = '64MB'")
COLUMNS = "id int PRIMARY KEY, rank int, x float8, y float8, z float8, place point, codes {bits}, words tsvector"
SQUARE = "(x - %(x)s) * (x - %(x)s) + (y - %(y)s) * (y - %(y)s) + (z - %(z)s) * (z - %(z)s)"
IN_PLACE = "place <@ box(point(%(west)s, %(south)s), point(%(east)s, %(north)s))"


def server_address() -> str | None:
    """Of a PostgreSQL that the environment names and that answers."""
    for name in ADDRESSES:
        address = os.environ.get(name, "")
        if address.startswith(("postgres://", "postgresql://")):
            try:
                psycopg.connect(address, connect_timeout=3).close()
            except psycopg.OperationalError:
                continue
            return address
    return None


class PostgresBaseline:
    """Answers queries of single codes, or of words, within a radius that does not cross the antimeridian."""

    def __init__(self, connection: psycopg.Connection, index: SearchIndex) -> None:
        self._connection, self._index = connection, index

    def search(self, query: SearchQuery) -> SearchAnswer:
        bits = {code: self._index.code_bits[code] for code in query.counted_codes if code in self._index.code_bits}
        words = " & ".join(sorted(wanted_words(query.words)))
        parameters = place_of(query) | {"mask": mask_text(masks_of(self._index, query)), "words": words}
        statement = search_statement(tuple(bits.values()), width=width_of(self._index), has_words=bool(words))
        cursor = self._connection.execute(statement, parameters, prepare=True, binary=True)
        (_, total, *sums), *page = cursor.fetchall()
        return SearchAnswer(
            total=total,
            positions=tuple(row[0] for row in page),
            miles=tuple(miles_of(row[1]) for row in page),
            counts=dict.fromkeys(query.counted_codes, 0)
            | {code: int(found or 0) for code, found in zip(bits, sums, strict=True)},
        )


def mask_text(words: Sequence[int]) -> str:
    """Bit b of the index is place b from the left, as PostgreSQL counts."""
    return "".join(f"{word:064b}"[::-1] for word in words)


def search_statement(bits: Sequence[int], *, width: int, has_words: bool) -> str:
    """Made of numbers of ours only; everything else is a parameter."""
    holds_words = " AND words @@ %(words)s::tsquery" if has_words else ""
    sums = "".join(f", sum(get_bit(codes, {bit}))" for bit in bits)
    blanks = ", NULL::bigint" * len(bits)
    return f"""
        WITH hit AS MATERIALIZED (
            SELECT id, rank, codes, {SQUARE} AS square FROM facility
            WHERE {IN_PLACE} AND codes & %(mask)s::varbit::bit({width}) = %(mask)s::varbit::bit({width})
                  AND {SQUARE} <= %(limit)s{holds_words}
        )
        SELECT NULL::int, count(*)::float8{sums} FROM hit
        UNION ALL
        SELECT * FROM (SELECT id, square{blanks} FROM hit ORDER BY square, rank LIMIT %(size)s) AS page
    """  # noqa: S608


def width_of(index: SearchIndex) -> int:
    return int(index.code_words.shape[1]) * WORD_BITS


@contextmanager
def postgres_baseline(address: str, index: SearchIndex, directory: Sequence[FacilityRow]) -> Iterator[PostgresBaseline]:
    schema = sql.Identifier(f"handrail_bench_{secrets.token_hex(4)}")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
        try:
            connection.execute(sql.SQL("SET search_path = {}").format(schema))
            for setting in TUNED:
                connection.execute(f"SET {setting}")
            fill(connection, index, directory)
            yield PostgresBaseline(connection, index)
        finally:
            connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(schema))


def fill(connection: psycopg.Connection, index: SearchIndex, directory: Sequence[FacilityRow]) -> None:
    connection.execute(f"CREATE UNLOGGED TABLE facility ({COLUMNS.format(bits=f'bit({width_of(index)})')})")
    names = {row.pk: f"{row.name} {row.program} {row.city}" for row in directory}
    with connection.cursor().copy("COPY facility FROM STDIN") as copy:
        for start in range(0, index.located, ROWS_AT_ONCE):
            for row in rows_of(index, names, start, min(start + ROWS_AT_ONCE, index.located)):
                copy.write_row(row)
    connection.execute("CREATE INDEX ON facility USING gist (place)")
    connection.execute("CREATE INDEX ON facility USING gin (words)")
    connection.execute("VACUUM ANALYZE facility")


def rows_of(index: SearchIndex, names: dict[int, str], start: int, end: int) -> Iterator[tuple]:
    bits = np.unpackbits(index.code_words[start:end].copy(order="C").view(np.uint8), axis=1, bitorder="little")
    masks = (bits + ord("0")).tobytes().decode("ascii")
    width = bits.shape[1]
    vectors = index.unit_vectors[:, start:end].T.tolist()
    for number, (x, y, z) in enumerate(vectors):
        at = start + number
        place = f"({float(index.longitude[at])!r},{float(index.latitude[at])!r})"
        words = " ".join(sorted(set(words_of(names[int(index.facility_ids[at])]))))
        yield at, int(index.id_rank[at]), x, y, z, place, masks[number * width : (number + 1) * width], words
