"""A command that refuses in one sentence, and as JSON where a program asked for JSON."""

import json
from typing import NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

NOT_SET_UP = "The database is not set up. Run script/start or `handrail migrate` first."


class RefusingCommand(BaseCommand):
    def refuse(self, message: str, options: dict) -> NoReturn:
        if options["json"]:
            self.stdout.write(json.dumps({"error": message}, ensure_ascii=False))
        raise CommandError(message)


def is_set_up() -> bool:
    """Whether every migration of this version was applied."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return False
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
