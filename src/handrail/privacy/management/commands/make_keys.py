"""`handrail make_keys`: the key file of an installation, or one more key in it."""

import argparse
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.privacy.master_keys import KeysRefused, Purpose, add_key, make_key_file


class Command(BaseCommand):
    help = "Makes the file of master keys. Never overwrites one."
    requires_system_checks = ()  # it serves no address, and answers a second sooner

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="where; HANDRAIL_KEYS_FILE if not said")
        parser.add_argument("--add", choices=[*Purpose], help="add a newer key of this purpose to the file")

    def handle(self, *args: object, **options: object) -> None:
        file, on = Path(options["file"] or settings.KEYS_FILE), timezone.now().date()
        try:
            if options["add"]:
                add_key(file, Purpose(options["add"]), on=on)
                self.stdout.write(
                    f"Added one more {options['add']} key. Copy the file to every node and restart server and"
                )
                self.stdout.write("worker there, then run `handrail rotate_keys`. The older key stays in the file.")
            else:
                make_key_file(file, on=on)
                self.stdout.write(f"Made {file}. Keep a copy of it apart from the backups: without it nothing opens.")
        except KeysRefused as refusal:
            raise CommandError(str(refusal)) from refusal
