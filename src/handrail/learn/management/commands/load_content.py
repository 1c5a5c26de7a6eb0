"""`handrail load_content`: the first health content, from its files."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from handrail.learn.loading.actions import LoadReport, load_content
from handrail.learn.loading.files import FOLDER, ContentRefused


class Command(BaseCommand):
    help = "Loads health pages, claims and sources from files. What an editor changed since is kept as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER, help="another folder of content files")
        parser.add_argument("--json", action="store_true", help="print the report as JSON only")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_content(folder=options["folder"])
        except ContentRefused as refusal:
            raise CommandError(f"Nothing was loaded.\n{refusal}") from None
        self.stdout.write(json.dumps(report.as_json()) if options["json"] else as_text(report))


def as_text(report: LoadReport) -> str:
    counts = {"sources": report.sources, "claims": report.claims, "pages": report.pages}
    kept = [f"{name}: an editor made or changed it, so it was kept" for name in report.kept]
    return "\n".join([*(line(name, of) for name, of in counts.items()), *kept])


def line(name: str, counts: dict[str, int]) -> str:
    return f"{name}: " + ", ".join(f"{count} {what}" for what, count in counts.items())
