"""The databases of the tests: for a process of its own, and from outside."""

import os
import subprocess
from pathlib import Path

from django.db import connection

from postgres import OWN_SERVER, as_server_user, newest_programs


def database_url() -> str:
    return url_of(connection.settings_dict["NAME"])


def url_of(name: str | Path) -> str:
    """Where a database of that name lies, a file with SQLite, beside the one of the tests."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server = connection.settings_dict
    return f"postgresql://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT']}/{name}"


def outside(statement: str) -> list[tuple]:
    """Databases are not made, renamed or dropped within a transaction, nor from within themselves."""
    import psycopg

    wanted = ("host", "port", "user", "password")
    given = {name: value for name, value in connection.get_connection_params().items() if name in wanted}
    with psycopg.connect(**given, dbname="postgres", autocommit=True) as own:
        done = own.execute(statement)
        return done.fetchall() if done.description else []


def database_exists(name: str | Path) -> bool:
    if connection.vendor == "sqlite":
        return Path(name).exists()
    return bool(outside(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def bytes_of_sqlite() -> bytes:
    """All of its files, free pages and the log of writes too.

    Another process reads them. Where this one closed a file of its database, the system would drop the locks that its
    connections hold on it, and the next process to come would cut the shared memory under them.
    """
    file = Path(connection.settings_dict["NAME"])
    return subprocess.run(["cat", *file.parent.glob(f"{file.name}*")], capture_output=True, check=True).stdout


def restart_server() -> bool:
    """PostgreSQL loses its power and comes back. False with SQLite, and where the server is not of this process alone.

    Tests that run beside this one would lose their database too: the long runs have one process.
    """
    if connection.vendor == "sqlite" or "PYTEST_XDIST_WORKER" in os.environ:
        return False
    data = Path(outside("SHOW data_directory")[0][0])
    if not data.parent.name.startswith(OWN_SERVER):
        return False
    connection.close()
    command = [newest_programs() / "pg_ctl", "-D", data, "-m", "immediate", "-w", "-l", data.parent / "log", "restart"]
    as_server_user(command)
    return True
