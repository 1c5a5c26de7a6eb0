"""`handrail load_demonstration`: fictional facilities, for looking round before the real directory is loaded."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.accounts.actions import DemonstrationSignIn
from handrail.directory.demonstration.actions import (
    SIGN_INS,
    DemonstrationRefused,
    DemonstrationReport,
    load_demonstration,
)
from handrail.privacy.erasing.contract import offered

SHOWN = 5
REAL_DIRECTORY = "handrail import_facilities --latest"


class Command(BaseCommand):
    help = "Loads fictional facilities and sign-ins for trying Handrail. Refused where the real directory is loaded."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print the report as JSON only")

    def handle(self, *args, **options):
        at = timezone.now()
        try:
            report = load_demonstration(at=at)
        except DemonstrationRefused as refusal:
            raise CommandError(str(refusal)) from None
        for bring in offered("actions", "bring_demonstration_to_life").values():  # what other packages have to show
            bring(at=at)
        self.stdout.write(json.dumps(as_json(report)) if options["json"] else as_text(report))


def as_json(report: DemonstrationReport) -> dict:
    figures = {name: getattr(report, name) for name in ("facilities", "new", "changed", "removed")}
    return {**figures, "sign_ins": [told(made) for made in report.sign_ins], "real_directory": REAL_DIRECTORY}


def told(made: DemonstrationSignIn) -> dict[str, object]:
    username = made.user.get_username()
    who = {"role": SIGN_INS[username], "username": username, "password": made.password}
    return who | {"codes": made.codes, "secret": made.secret}


def as_text(report: DemonstrationReport) -> str:
    lines = [
        f"Demonstration data: {report.facilities} fictional facilities"
        f" ({report.new} new, {report.changed} changed, {report.removed} removed).",
        *(line for made in report.sign_ins for line in as_lines(made)),
        "They are shown this once; run the command again for others.",
        "To load the real directory (the demonstration data are removed then):",
        f"  {REAL_DIRECTORY}",
    ]
    return "\n".join(lines)


def as_lines(made: DemonstrationSignIn) -> tuple[str, str]:
    return (
        f"Sign in as {made.user.get_username()} with the password {made.password}",
        f"and one of these codes, each of which works once: {'  '.join(made.codes[:SHOWN])}",
    )
