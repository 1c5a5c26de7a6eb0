"""`handrail load_demonstration`: fictional facilities, for looking round before the real directory is loaded."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.directory.demonstration.actions import DemonstrationRefused, DemonstrationReport, load_demonstration

REAL_DIRECTORY = "handrail import_facilities --latest"


class Command(BaseCommand):
    help = "Loads fictional facilities and one sign-in for trying Handrail. Refused where the real directory is loaded."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print the report as JSON only")

    def handle(self, *args, **options):
        try:
            report = load_demonstration(at=timezone.now())
        except DemonstrationRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(json.dumps(as_json(report)) if options["json"] else as_text(report))


def as_json(report: DemonstrationReport) -> dict:
    figures = asdict(report)
    sign_in = {"username": figures.pop("username"), "password": figures.pop("password"), "role": "operator"}
    return {**figures, "sign_ins": [sign_in], "real_directory": REAL_DIRECTORY}


def as_text(report: DemonstrationReport) -> str:
    return (
        f"Demonstration data: {report.facilities} fictional facilities"
        f" ({report.new} new, {report.changed} changed, {report.removed} removed).\n"
        f"Sign in as {report.username} with the password {report.password}\n"
        "The password is shown this once; run the command again for another.\n"
        "To load the real directory (the demonstration data are removed then):\n"
        f"  {REAL_DIRECTORY}"
    )
