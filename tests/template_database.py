"""One migrated database for all who test: to migrate takes a good while, to copy what is migrated a moment.

It stands as long as no migration changes. Those of the libraries count too, so a new version of one makes it anew.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from databases import database_exists, outside, url_of
from installations import HANDRAIL
from settings_for_tests import OF_THIS_CHECKOUT


def migrated(name: str | Path) -> None:
    """Make the database of that name, a file with SQLite, hold the schema of today and no row."""
    with alone():
        copy(template(), name)


def url_of_template() -> str:
    """To be copied, and never opened."""
    with alone():
        return url_of(template())


@contextmanager
def alone() -> Iterator[None]:
    """Several processes of a run want it at once: the first one makes it, the others wait."""
    with (settings.VAR / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def template() -> str | Path:
    made = template_name()
    if not database_exists(made):
        unfinished = f"{made}_unfinished"
        remove(unfinished)
        create(unfinished)
        migrate(unfinished)
        rename(unfinished, made)
    return made


@cache
def template_name() -> str | Path:
    name = f"{OF_THIS_CHECKOUT.replace('-', '_')}_{fingerprint()}"
    return settings.VAR / f"{name}.sqlite3" if connection.vendor == "sqlite" else name


def fingerprint() -> str:
    digest = hashlib.sha256()
    for _, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        digest.update(Path(sys.modules[migration.__module__].__file__).read_bytes())
    return digest.hexdigest()[:12]


def migrate(name: str | Path) -> None:
    """As an operator does, with the product's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    ours = {"DATABASE_URL": url_of(name), "HANDRAIL_VAR": str(settings.VAR), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([HANDRAIL, "migrate", "--verbosity", "0"], env=kept | ours, check=True)


def create(name: str | Path) -> None:
    if connection.vendor != "sqlite":
        outside(f'CREATE DATABASE "{name}"')


def rename(name: str | Path, to: str | Path) -> None:
    if connection.vendor == "sqlite":
        copy(name, to)
        remove(name)
    else:
        outside(f'ALTER DATABASE "{name}" RENAME TO "{to}"')


def copy(of: str | Path, name: str | Path) -> None:
    remove(name)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(of)) as whole, closing(sqlite3.connect(name)) as own:
            whole.backup(own)  # with what may still be in its log of writes
    else:
        outside(f'CREATE DATABASE "{name}" TEMPLATE "{of}"')


def remove(name: str | Path) -> None:
    if connection.vendor == "sqlite":
        for end in ("", "-wal", "-shm"):
            Path(f"{name}{end}").unlink(missing_ok=True)
    else:
        outside(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
