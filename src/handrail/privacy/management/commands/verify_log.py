"""`handrail verify_log`: proves that the record of acts was not changed, and says where it was."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.privacy.audit.verifying import faults
from handrail.privacy.models import AuditBatch, AuditEntry


class Command(BaseCommand):
    help = "Checks every entry of the audit record, every link of its chains, and the heads written down outside."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")

    def handle(self, *args: object, **options: object) -> None:
        anchors = settings.AUDIT_ANCHOR_FILE
        found = list(faults(at=timezone.now(), anchor_file=Path(anchors) if anchors else None))
        entries, links = AuditEntry.objects.count(), AuditBatch.objects.count()
        if options["json"]:
            rows = [asdict(fault) for fault in found]
            self.stdout.write(
                json.dumps({"entries": entries, "links": links, "is_anchored": bool(anchors), "faults": rows})
            )
        else:
            self.tell(found, entries, links, is_anchored=bool(anchors))
        if found:
            raise CommandError(f"{len(found)} faults. Keep a copy of the database as it is before anything else.")

    def tell(self, found: list, entries: int, links: int, *, is_anchored: bool) -> None:
        for fault in found:
            self.stdout.write(f"{fault.where}: {fault.what}")
        self.stdout.write(f"{entries} entries and {links} links checked, {len(found)} faults.")
        if not is_anchored:
            self.stdout.write("No head is written down outside: set HANDRAIL_AUDIT_ANCHOR_FILE.")
