"""`handrail import_local_help`: one list of local help brought to its newest edition."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils import timezone

from handrail.directory.actions import BUSY
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.local_help.actions import LocalHelpReport, import_local_help
from handrail.directory.local_help.reading import COLUMNS, NEEDED
from handrail.kernel.busy_database import is_busy
from handrail.kernel.refusing_command import NOT_SET_UP, RefusingCommand

MOST_REASONS_SHOWN = 20


class Command(RefusingCommand):
    help = (
        "Import a list of places that help people who use drugs: naloxone, syringes, wound care, testing. "
        f"A CSV with the columns {', '.join(NEEDED)}, and where known {', '.join(set(COLUMNS) - set(NEEDED))}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--source", required=True, metavar="NAME", help="whose list it is; shown beside each place")
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="the day of the list (today)")
        parser.add_argument("--allow-shrink", action="store_true", help="take a list that names far fewer places")
        parser.add_argument("--dry-run", action="store_true", help="report everything, change nothing")
        parser.add_argument("--json", action="store_true", help="print only the report, as JSON")

    def handle(self, **options) -> None:
        at = timezone.now()
        try:
            report = import_local_help(
                path=options["file"],
                list_name=options["source"].strip(),
                source_date=day(options["date"], today=at.date()),
                at=at,
                is_dry_run=options["dry_run"],
                may_shrink=options["allow_shrink"],
            )
        except ImportRefused as refusal:
            self.refuse(f"Not imported: {refusal}", options)
        except DatabaseError as error:
            self.refuse(BUSY if is_busy(error) else NOT_SET_UP, options)
        self.stdout.write(json.dumps(asdict(report), ensure_ascii=False) if options["json"] else told(report))


def day(text: str | None, *, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        raise ImportRefused("Write the date as 2026-11-23.") from None


def told(report: LocalHelpReport) -> str:
    lines = [
        f"{report.list_name}, {report.source_date}: {report.rows:,} rows",
        f"  new        {report.new:>7,}",
        f"  changed    {report.changed:>7,}",
        f"  unchanged  {report.unchanged:>7,}",
        f"  refused    {report.refused:>7,}",
        f"  gone       {report.gone:>7,}   kept, and no longer shown",
        *(f"  note: {note}" for note in report.notes),
        *(f"  row {one['row']}: {one['reason']}" for one in report.refused_rows[:MOST_REASONS_SHOWN]),
    ]
    if (more := len(report.refused_rows) - MOST_REASONS_SHOWN) > 0:
        lines.append(f"  and {more:,} more refused rows; --json names them all")
    if report.dry_run:
        lines.append("Dry run: nothing was changed.")
    return "\n".join(lines)
