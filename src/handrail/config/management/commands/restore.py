"""`handrail restore FILE --key KEY`: a backup in place of the database, brought up to date and proven."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.config.safe_keeping.actions import Restored, RestoreRefused, restore
from handrail.config.safe_keeping.backup_keys import BackupKeyRefused, read_private_key
from handrail.config.safe_keeping.databases import DatabaseRefused
from handrail.config.safe_keeping.sealed_stream import StreamBroken
from handrail.privacy.erasing.ledger import LedgerRefused
from handrail.privacy.master_keys import KeysRefused

ERASED = "subject.erased"
REFUSALS = (BackupKeyRefused, DatabaseRefused, KeysRefused, LedgerRefused, RestoreRefused, StreamBroken, OSError)


class Command(BaseCommand):
    help = "Restores a sealed backup, migrates it, does again what must never be undone, and checks the audit record."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", type=Path, required=True, help="the private key of make_backup_key")
        parser.add_argument("--replace", action="store_true", help="in place of the data that are here")

    def handle(self, *, file: Path, key: Path, replace: bool, **options: object) -> None:
        try:
            done = restore(file, key=read_private_key(key), may_replace=replace, at=timezone.now())
        except REFUSALS as refusal:
            raise CommandError(str(refusal)) from refusal
        self.tell(done)

    def tell(self, done: Restored) -> None:
        self.stdout.write(f"Restored the backup of {done.made_at}; {done.migrated} steps of the schema added.")
        self.stdout.write(f"{done.done_again[ERASED]} people forgotten again, {done.held} held by law.")
        for what, count in sorted(done.done_again.items()):
            self.stdout.write(f"Done again: {count} {what}")
        self.stdout.write("Everybody signs in anew. Open links are closed, and no waiting message goes out.")
        for fault in done.faults:
            self.stdout.write(f"{fault.where}: {fault.what}")
        if done.faults:
            raise CommandError(f"The audit record has {len(done.faults)} faults.")
        self.stdout.write("The audit record proves itself.")
