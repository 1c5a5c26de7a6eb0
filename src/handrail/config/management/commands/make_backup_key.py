"""`handrail make_backup_key`: the private key that opens backups, and the line by which the server seals them."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from handrail.config.safe_keeping.backup_keys import BackupKeyRefused, make_private_key


class Command(BaseCommand):
    help = "Makes the private key of backups. Run it on a machine that is not the server, and keep the file there."
    requires_system_checks = ()  # that machine serves no address

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            line = make_private_key(file)
        except (BackupKeyRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        # In quotation marks, since the value has a space: so a shell and systemd both read the whole of it.
        self.stdout.write(f'HANDRAIL_BACKUP_TO="{line}"')
