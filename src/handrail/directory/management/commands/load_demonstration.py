"""`handrail load_demonstration`: fictional facilities, for looking round before the real directory is loaded."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.directory.demonstration.actions import DemonstrationRefused, DemonstrationReport, load_demonstration

REAL_DIRECTORY = "handrail import_facilities --latest"


class Command(BaseCommand):
    help = (
        "Loads fictional facilities and two sign-ins for trying Handrail. Refused where the real directory is loaded."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print the report as JSON only")

    def handle(self, *args, **options):
        try:
            report = load_demonstration(at=timezone.now())
        except DemonstrationRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(json.dumps(as_json(report)) if options["json"] else as_text(report))


def as_json(report: DemonstrationReport) -> dict:
    return {**asdict(report), "real_directory": REAL_DIRECTORY}


def as_text(report: DemonstrationReport) -> str:
    lines = [
        f"Demonstration data: {report.facilities} fictional facilities"
        f" ({report.new} new, {report.changed} changed, {report.removed} removed).",
        *(f"Sign in as {one.username} with the password {one.password}" for one in report.sign_ins),
        "The passwords are shown this once; run the command again for others.",
        "To load the real directory (the demonstration data are removed then):",
        f"  {REAL_DIRECTORY}",
    ]
    return "\n".join(lines)
