"""The database of a test, for a process of its own."""

import subprocess
from pathlib import Path

from django.db import connection


def database_url() -> str:
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{named['NAME']}"
    return f"postgresql://{named['USER']}:{named['PASSWORD']}@{named['HOST']}:{named['PORT']}/{named['NAME']}"


def bytes_of_sqlite() -> bytes:
    """All of its files, free pages and the log of writes too.

    Another process reads them. Where this one closed a file of its database, the system would drop the locks that its
    connections hold on it, and the next process to come would cut the shared memory under them.
    """
    file = Path(connection.settings_dict["NAME"])
    return subprocess.run(["cat", *file.parent.glob(f"{file.name}*")], capture_output=True, check=True).stdout
