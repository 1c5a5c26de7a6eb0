"""A PostgreSQL for the database half of the tests: one that is named, one that runs, or one of our own."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import debian
from virtualenv import PYTHON, clean_environment, say

OWN_SERVER = "handrail-postgres-"  # how the folder of a server of one run begins
LOCAL = "postgresql:///postgres"  # the socket of a server on this machine, as the person who runs the tests
CAN_CREATE = """
import sys, psycopg
with psycopg.connect(sys.argv[1], connect_timeout=3) as connection:
    row = connection.execute("select rolcreatedb or rolsuper from pg_roles where rolname = current_user").fetchone()
sys.exit(not row[0])
"""


@contextmanager
def running() -> Iterator[str | None]:
    """The URL of a server that lives as long as the block, or None."""
    if named := os.environ.get("TEST_POSTGRES_URL"):
        yield named
    elif serves(LOCAL):
        say("Using the PostgreSQL server of this machine.")
        yield LOCAL
    elif programs := server_programs():
        with own_server(programs) as url:
            yield url
    else:
        yield None


def serves(url: str) -> bool:
    """True if it answers and lets us create a test database."""
    done = subprocess.run([PYTHON, "-c", CAN_CREATE, url], env=clean_environment(), capture_output=True)
    return done.returncode == 0


def server_programs() -> Path | None:
    found = newest_programs()
    if not found and debian.may_install() and debian.install("postgresql"):
        found = newest_programs()
    return found


def newest_programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps them out of the PATH, one folder a version."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def own_server(programs: Path) -> Iterator[str]:
    """A server of this run only: its own data folder, a free port, a password made now; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=OWN_SERVER))
    password, port = secrets.token_hex(16), free_port()
    (folder / "password").write_text(password)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        shutil.chown(folder / "password", "postgres")
    data = folder / "data"
    try:
        as_server_user([programs / "initdb", "--auth=scram-sha-256", "--username=tests", "--encoding=UTF8",
                        "--locale=C", "--no-sync", f"--pwfile={folder / 'password'}", "-D", data])  # fmt: skip
        # What a crash would lose does not matter here, and without it the tests take half the time.
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        as_server_user([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
        say(f"Started a PostgreSQL of this run only, on port {port}.")
        yield f"postgresql://tests:{password}@127.0.0.1:{port}/postgres"
    finally:
        as_server_user([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def as_server_user(command: list[str | Path], *, check: bool = True) -> None:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=check, cwd="/", stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
