"""The whole content of the database as one stream, while people use it, and back (S34)."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
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


def load_postgresql(stream: Iterator[bytes]) -> None:
    """In one transaction, into the named database. The stream is read whole first: half of one must change nothing."""
    with tempfile.TemporaryFile(dir=settings.VAR) as whole:
        for piece in stream:
            whole.write(piece)
        whole.seek(0)
        options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        command = [program("pg_restore"), *options, f"--dbname={connection.settings_dict['NAME']}"]
        done = subprocess.run(
            command, stdin=whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=postgresql_environment()
        )
    if done.returncode != 0:
        raise DatabaseRefused(f"pg_restore ended with status {done.returncode}, and changed nothing.")


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
