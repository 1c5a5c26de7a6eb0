"""`handrail migrate`: Django's own, except while a restore has not ended."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from handrail.config.safe_keeping.unfinished import UnfinishedRestore, check_none_is_unfinished

# Each of their many migrations models everything that points at a person: on a new database that is little, as long
# as ours have not run. Before them they take a fifth of the time.
FIRST = ("wagtailcore", "wagtailadmin", "wagtailusers", "taggit")


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            check_none_is_unfinished()
        except UnfinishedRestore as refusal:
            raise CommandError(str(refusal)) from refusal
        if is_all_of_a_new_database(options):
            for app in FIRST:
                super().handle(*args, **options | {"app_label": app, "run_syncdb": False})
        super().handle(*args, **options)


def is_all_of_a_new_database(options: dict[str, Any]) -> bool:
    if options["app_label"] or options["plan"] or options["check_unapplied"]:
        return False
    return not connections[options["database"]].introspection.table_names()
