"""`handrail export_static DIR`: pages for a jail or a shelter without a network."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from handrail.pages.bundle.links import file_of
from handrail.pages.bundle.pages_inside import Made, NothingToBundle
from handrail.pages.bundle.writing import FolderRefused, export_static


class Command(BaseCommand):
    help = "Writes crisis help and every health page as files that open without a network, in English and Spanish."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or does not exist yet")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON only")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made, files = export_static(options["folder"], on=timezone.now().date())
        except (FolderRefused, NothingToBundle) as refusal:
            raise CommandError(str(refusal)) from None
        summary = as_json(options["folder"], made, files)
        self.stdout.write(json.dumps(summary) if options["json"] else as_text(summary))


def as_json(folder: Path, made: Made, files: dict[str, bytes]) -> dict[str, Any]:
    spanish = sum(name.startswith("es/") for name in made.files)
    return {
        "folder": str(folder.absolute()),
        "made_on": made.made_on.isoformat(),
        "use_until": made.use_until.isoformat(),
        "pages": {"en": len(made.files) - spanish, "es": spanish},
        "files": len(files),
        "bytes": sum(map(len, files.values())),
        "overdue": [file_of(address) for address in made.overdue],
        "numbers_overdue": list(made.numbers_overdue),
        "in_other_language": [file_of(address) for address in made.in_other_language],
    }


def as_text(summary: dict[str, Any]) -> str:
    pages, lines = summary["pages"], []
    lines.append(f"{pages['en']} pages in English and {pages['es']} in Spanish, {summary['bytes']:,} bytes.")
    lines.append(f"They lie in {summary['folder']}. Open index.html. Use them until {summary['use_until']}.")
    lines += [f"Overdue for review: {name}" for name in summary["overdue"]]
    lines += [f"Number to be checked again: {name}" for name in summary["numbers_overdue"]]
    lines += [f"Shown in the other language: {name}" for name in summary["in_other_language"]]
    return "\n".join(lines)
