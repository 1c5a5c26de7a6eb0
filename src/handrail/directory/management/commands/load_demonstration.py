"""`handrail load_demonstration`: fictional facilities, for looking round before the real directory is loaded."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.directory.demonstration.actions import DemonstrationRefused, DemonstrationReport, load_demonstration

SHOWN = 5
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
    figures = {name: getattr(report, name) for name in ("facilities", "new", "changed", "removed")}
    made = report.sign_in
    sign_in = {"role": "operator", "username": made.user.get_username(), "password": made.password}
    second = {"codes": made.codes, "secret": made.secret}
    return {**figures, "sign_ins": [sign_in | second], "real_directory": REAL_DIRECTORY}


def as_text(report: DemonstrationReport) -> str:
    return (
        f"Demonstration data: {report.facilities} fictional facilities"
        f" ({report.new} new, {report.changed} changed, {report.removed} removed).\n"
        f"Sign in as {report.sign_in.user.get_username()} with the password {report.sign_in.password}\n"
        f"and one of these codes, each of which works once: {'  '.join(report.sign_in.codes[:SHOWN])}\n"
        "They are shown this once; run the command again for others.\n"
        "To load the real directory (the demonstration data are removed then):\n"
        f"  {REAL_DIRECTORY}"
    )
