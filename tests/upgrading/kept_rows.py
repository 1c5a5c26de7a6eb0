"""The rows of a whole database as plain JSON, and back into a database of the same schema, on either engine.

Run as a program beside the database of DATABASE_URL, `dump` prints them.
"""

import base64
import json
import sys
from datetime import date, time
from decimal import Decimal
from uuid import UUID

MADE_BY_DJANGO = {"contenttypes.ContentType", "auth.Permission"}  # at each migration anew
NOT_KEPT = MADE_BY_DJANGO | {"sessions.Session", "admin.LogEntry"}


def dump():
    """Every row, by table, as the models of this code know it, and how far its migrations are."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    tables = {model._meta.label: rows_of(model) for model in models if model._meta.label not in NOT_KEPT}
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {"migrations": dict(applied), "tables": {label: rows for label, rows in tables.items() if rows}}


def rows_of(model):
    fields = model._meta.concrete_fields
    rows = model._base_manager.order_by("pk")
    return [{field.attname: plain(getattr(row, field.attname)) for field in fields} for row in rows]


def plain(value):
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def load(kept):
    """Brings an empty database to the kept schema, and the kept rows into it."""
    from django.core.management.color import no_style
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    targets = list(kept["migrations"].items())
    executor.migrate(targets)
    historical = MigrationExecutor(connection).loader.project_state(targets).apps
    models = {model._meta.label: model for model in historical.get_models(include_auto_created=True)}
    with transaction.atomic():
        for label, rows in kept["tables"].items():
            models[label]._base_manager.bulk_create([row_of(models[label], row) for row in rows])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)


def row_of(model, row):
    return model(**{field.attname: field.to_python(row[field.attname]) for field in model._meta.concrete_fields})


def as_text(kept):
    """One row a line, so that a difference can be read."""
    tables = [
        f"  {json.dumps(label)}: [\n" + ",\n".join(f"    {json.dumps(row)}" for row in rows) + "\n  ]"
        for label, rows in kept["tables"].items()
    ]
    head = {name: value for name, value in kept.items() if name != "tables"}
    return json.dumps(head, indent=1)[:-2] + ',\n "tables": {\n' + ",\n".join(tables) + "\n }\n}\n"


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(dump()))
