"""`handrail migrate`: Django's own, except while a restore has not ended."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from handrail.config.safe_keeping.unfinished import UnfinishedRestore, check_none_is_unfinished


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            check_none_is_unfinished()
        except UnfinishedRestore as refusal:
            raise CommandError(str(refusal)) from refusal
        super().handle(*args, **options)
