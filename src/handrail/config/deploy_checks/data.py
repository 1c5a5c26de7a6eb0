"""The database, the worker that must run beside it, and the people who must be named before others trust them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from handrail.accounts.queries import has_privacy_officer
from handrail.privacy.audit.anchors import ANCHORED_EVERY, last_anchor
from handrail.privacy.master_keys import OTHERS

SILENT_FOR = 2 * ANCHORED_EVERY  # the worker writes an anchor each time; twice missed is no chance
KEPT_FROM_LOGS = {  # S31: parameters of a statement are what people typed
    "log_statement": ("none",),
    "log_min_duration_statement": ("-1",),
    "log_parameter_max_length": ("0",),
    "log_parameter_max_length_on_error": ("0",),
}


def schema_is_that_of_the_code() -> Iterator[CheckMessage]:
    loader = MigrationLoader(connection)
    applied, known = set(loader.applied_migrations), set(loader.disk_migrations)
    if missing := sorted(known - applied):
        yield Error(
            f"{len(missing)} steps of the schema are missing.", hint="Run `handrail migrate`.", id="handrail.schema"
        )
    if newer := sorted(".".join(step) for step in applied - known):
        yield Error(
            f"A newer Handrail worked with this database ({newer[-1]}). Install that version.", id="handrail.schema"
        )


def database_forgets() -> Iterator[CheckMessage]:
    """What was deleted is gone from the file; what was typed is in no log of the server."""
    yield from sqlite_forgets() if connection.vendor == "sqlite" else postgresql_forgets()


def sqlite_forgets() -> Iterator[CheckMessage]:
    if shown("PRAGMA secure_delete") != "1":
        yield Error(
            "SQLite leaves what was deleted in its file (secure_delete is off).", id="handrail.database_forgets"
        )
    file = Path(settings.DATABASES["default"]["NAME"])
    if file.exists() and file.stat().st_mode & OTHERS:
        yield Error(f"Others than its owner may read {file}. Set its mode to 0600.", id="handrail.database_file")


def postgresql_forgets() -> Iterator[CheckMessage]:
    for name, right in KEPT_FROM_LOGS.items():
        if (value := shown(f"SHOW {name}")) not in right:
            yield Error(
                f"PostgreSQL would log what people typed: {name} is {value}.",
                hint=f"ALTER SYSTEM SET {name} = '{right[0]}'; SELECT pg_reload_conf();",
                id="handrail.database_forgets",
            )


def shown(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return str(cursor.fetchone()[0])


def worker_works() -> Iterator[CheckMessage]:
    """By what only the worker writes: the heads of the record, every six hours, outside of the database."""
    if not settings.AUDIT_ANCHOR_FILE:
        return
    last = last_anchor(Path(settings.AUDIT_ANCHOR_FILE))
    if last is None:
        yield Warning(
            "The worker has not run yet.", hint="systemctl enable --now handrail-worker", id="handrail.worker"
        )
    elif is_silent(datetime.fromisoformat(last["at"]), at=timezone.now()):
        yield Error(f"The worker has been silent since {last['at']}: nothing is sent or sealed.", id="handrail.worker")


def is_silent(last: datetime, *, at: datetime) -> bool:
    return at - last > SILENT_FOR + timedelta(minutes=5)


def somebody_answers_for_privacy() -> Iterator[CheckMessage]:
    if not has_privacy_officer():
        yield Warning(
            "Nobody is privacy officer of the operator: a breach or a legal demand would find nobody.",
            hint="See docs/operate/staffing.md.",
            id="handrail.privacy_officer",
        )


DATA = (schema_is_that_of_the_code, database_forgets, worker_works, somebody_answers_for_privacy)
