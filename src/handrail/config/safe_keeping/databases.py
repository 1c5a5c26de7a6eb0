"""The whole content of the database as one stream, while people use it, and back (S34)."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection


class DatabaseRefused(Exception):
    """The message may be shown to the operator."""


@contextmanager
def dumped() -> Iterator[IO[bytes]]:
    """A stream with a state of the database that was true at one moment."""
    with sqlite_dump() if connection.vendor == "sqlite" else postgresql_dump() as stream:
        yield stream


def load(stream: Iterator[bytes]) -> None:
    """Replaces the content of the database. A stream that breaks off leaves the database as it was."""
    connection.close()
    (load_sqlite if connection.vendor == "sqlite" else load_postgresql)(stream)


@contextmanager
def sqlite_dump() -> Iterator[IO[bytes]]:
    """By SQLite's own copying, into a file beside the database that is gone when it was read."""
    with beside_database() as copy:
        with closing(sqlite3.connect(database_file())) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)  # in one step: writers of a WAL database do not wait for it, and it never begins anew
            target.execute("PRAGMA journal_mode=DELETE")
        with copy.open("rb") as stream:
            yield stream


def load_sqlite(stream: Iterator[bytes]) -> None:
    """First whole into a file, checked, then page by page into the database in one transaction of SQLite's own."""
    with beside_database() as copy:
        with copy.open("wb") as handle:
            for piece in stream:
                handle.write(piece)
        check_whole(copy)
        with closing(sqlite3.connect(copy)) as source:
            database_file().parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(database_file(), timeout=60)) as target:
                source.backup(target)


def check_whole(copy: Path) -> None:
    """Through Django's own way to open it: constraints of the schema call functions that Django adds to SQLite."""
    parameters = connection.get_connection_params() | {"database": str(copy)}
    with closing(connection.get_new_connection(parameters)) as opened:
        try:
            answer = opened.execute("PRAGMA quick_check").fetchone()
        except sqlite3.DatabaseError:
            answer = None
    if answer != ("ok",):
        raise DatabaseRefused("The database in this backup is damaged.")


@contextmanager
def beside_database() -> Iterator[Path]:
    """A file that only its owner may read, on the same disk: a temporary folder may be memory, or anybody's."""
    folder = database_file().parent
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".copy-", dir=folder)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        for file in folder.glob(f"{Path(name).name}*"):
            file.unlink()


def database_file() -> Path:
    return Path(connection.settings_dict["NAME"])


@contextmanager
def postgresql_dump() -> Iterator[IO[bytes]]:
    """By pg_dump, in a snapshot of its own. Its words may quote rows, so only its status is told."""
    command = [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--compress=6"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=postgresql_environment())
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        process.stdout.close()
        status = process.wait()
    if status != 0:
        raise DatabaseRefused(f"pg_dump ended with status {status}. Is it as new as the server?")


# Everything that the product and its steps ever made, also by a newer version than that of the backup. What belongs to
# an extension stays, and so do the schema itself and who may use it.
EMPTIED = """
DO $$ DECLARE statements text[]; one text; BEGIN
SELECT coalesce(array_agg(format('DROP %s IF EXISTS %s CASCADE', kind, name)), '{}') INTO statements FROM (
    SELECT oid, 'pg_class'::regclass AS catalog, oid::regclass::text AS name, CASE relkind
        WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL
    SELECT oid, 'pg_proc'::regclass, oid::regprocedure::text, 'ROUTINE'
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS found WHERE NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = catalog AND objid = found.oid AND deptype IN ('e', 'i')
);
FOREACH one IN ARRAY statements LOOP EXECUTE one; END LOOP;
END $$;
"""


def load_postgresql(stream: Iterator[bytes]) -> None:
    """In one transaction: all that is there goes, all of the backup comes, and only then is it committed.

    The stream is read whole first, and pg_restore must have ended well: half of one must change nothing.
    """
    with tempfile.TemporaryFile(dir=settings.VAR) as whole:
        for piece in stream:
            whole.write(piece)
        whole.seek(0)
        status = replaced_in_one_transaction(whole)
    if status != 0:
        raise DatabaseRefused(f"The backup was not taken (status {status}), and changed nothing.")


def replaced_in_one_transaction(dump: IO[bytes]) -> int:
    """The status of the first that failed: pg_restore, which writes statements, or psql, which carries them out."""
    env, unread = postgresql_environment(), subprocess.DEVNULL  # their words may quote rows
    writes = [program("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "--file=-"]
    runs = [program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    with (
        subprocess.Popen(writes, stdin=dump, stdout=subprocess.PIPE, stderr=unread, env=env) as writer,
        subprocess.Popen(runs, stdin=subprocess.PIPE, stdout=unread, stderr=unread, env=env) as runner,
    ):
        assert writer.stdout is not None
        assert runner.stdin is not None
        with suppress(BrokenPipeError), closing(runner.stdin):  # psql has ended: its status tells
            runner.stdin.write(f"BEGIN;{EMPTIED}".encode())
            shutil.copyfileobj(writer.stdout, runner.stdin)
            if writer.wait() == 0:
                runner.stdin.write(b"\nCOMMIT;\n")
        writer.stdout.close()
    return runner.returncode or writer.returncode


def postgresql_environment() -> Mapping[str, str]:
    """The password travels in the environment of the child, never among its arguments."""
    given = connection.settings_dict
    wanted = {
        "PGHOST": given["HOST"],
        "PGPORT": given["PORT"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
        "PGDATABASE": given["NAME"],
    }
    return {**os.environ, **{name: str(value) for name, value in wanted.items() if value}}


def program(name: str) -> str:
    """On the PATH, or where Debian keeps it: the newest version there."""
    if found := shutil.which(name):
        return found
    folders = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda file: int(file.parts[-3]))
    if not folders:
        raise DatabaseRefused(f"{name} is not installed: it comes with the client programs of PostgreSQL.")
    return str(folders[-1])
