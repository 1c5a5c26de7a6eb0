"""`handrail backup FILE`: a sealed copy of the database, while people work."""

import argparse
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.config.safe_keeping.actions import back_up
from handrail.config.safe_keeping.backup_keys import BackupKeyRefused, public_key
from handrail.config.safe_keeping.databases import DatabaseRefused


class Command(BaseCommand):
    help = "Writes a sealed backup. Only the private key opens it; the master keys are not in it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            size = back_up(file, to=public_key(settings.BACKUP_TO), at=timezone.now())
        except FileExistsError as exists:
            raise CommandError(f"{file} is there already. A backup is never overwritten.") from exists
        except (BackupKeyRefused, DatabaseRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Wrote {file}, {size:,} bytes. Keep the master keys and the backup key elsewhere.")
