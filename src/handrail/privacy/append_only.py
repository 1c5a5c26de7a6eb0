"""Tables whose rows never change and never go: the database itself refuses, on both engines (S32)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSED = "a row of this table never changes"
STATEMENTS = ("update", "delete")


class AppendOnly(migrations.operations.base.Operation):
    """A migration's operation: from here on, rows of the table are only added."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: object) -> None:
        """Models stay as they are."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        forbid_changes(self.table, schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        allow_changes(self.table, schema_editor)

    def describe(self) -> str:
        return f"Rows of {self.table} are only added"


class StillAppendOnly(migrations.operations.base.Operation):
    """For a migration that changes such a table, at both its ends: SQLite makes it anew, without triggers."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: object) -> None:
        """Models stay as they are."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        if not is_sqlite(schema_editor):
            return
        for kind in STATEMENTS:
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{self.table}_no_{kind}"')
        forbid_changes(self.table, schema_editor)

    database_backwards = database_forwards

    def describe(self) -> str:
        return f"Rows of {self.table} are still only added"


def forbid_changes(table: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in sqlite_triggers(table) if is_sqlite(schema_editor) else postgresql_triggers(table):
        schema_editor.execute(statement)


def allow_changes(table: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if is_sqlite(schema_editor):
        statements = [f'DROP TRIGGER "{table}_no_{kind}"' for kind in STATEMENTS]
    else:
        kinds = (*STATEMENTS, "truncate")
        statements = [f'DROP TRIGGER "{table}_no_{kind}" ON "{table}"' for kind in kinds]
        statements.append(f'DROP FUNCTION "{table}_refuses"()')
    for statement in statements:
        schema_editor.execute(statement)


def sqlite_triggers(table: str) -> list[str]:
    return [
        f'CREATE TRIGGER "{table}_no_{kind}" BEFORE {kind.upper()} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for kind in STATEMENTS
    ]


def postgresql_triggers(table: str) -> list[str]:
    """For each row on change, and for the statement that would empty the table at one blow."""
    raises = f"BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END"
    function = f'CREATE FUNCTION "{table}_refuses"() RETURNS trigger LANGUAGE plpgsql AS $$ {raises} $$'
    each = [(kind, "ROW") for kind in STATEMENTS] + [("truncate", "STATEMENT")]
    return [function] + [
        f'CREATE TRIGGER "{table}_no_{kind}" BEFORE {kind.upper()} ON "{table}" '
        f'FOR EACH {level} EXECUTE FUNCTION "{table}_refuses"()'
        for kind, level in each
    ]


def is_sqlite(schema_editor: BaseDatabaseSchemaEditor) -> bool:
    return bool(schema_editor.connection.vendor == "sqlite")
