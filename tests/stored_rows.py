"""What the database holds, for tests that say what must not be in it or must not have changed."""

from django.db import connection


def everything_stored() -> dict[str, list]:
    """Every row of every table as the database has it, Django's own tables among them."""
    with connection.cursor() as cursor:
        stored = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            stored[table] = sorted(map(repr, cursor.fetchall()))
    return stored
