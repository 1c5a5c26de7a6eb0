"""`handrail import_facilities`: the directory brought to what an official file says."""

import json
import resource
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import CommandParser
from django.utils import timezone
from tqdm import tqdm

from handrail.directory.actions import ImportOptions, ImportReport, import_facilities
from handrail.directory.importing.official import downloaded, newest_workbook
from handrail.directory.importing.refusals import ImportRefused
from handrail.kernel.refusing_command import NOT_SET_UP, RefusingCommand, is_set_up

MOST_REASONS_SHOWN = 20
BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage counts kilobytes everywhere else


class Command(RefusingCommand):
    help = "Import the national directory (XLSX or CSV) or a FindTreatment export; --latest fetches the newest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument("--latest", action="store_true", help="fetch the newest official workbook")
        parser.add_argument(
            "--coordinates", type=Path, metavar="FILE", help="CSV with street, zip, latitude, longitude"
        )
        parser.add_argument(
            "--year", type=int, help="the directory's year, where the file does not tell it or its name misleads"
        )
        parser.add_argument("--dry-run", action="store_true", help="report everything, change nothing")
        parser.add_argument("--allow-shrink", action="store_true", help="take a file that lists far fewer facilities")
        parser.add_argument("--json", action="store_true", help="print only the report, as JSON")

    def handle(self, *, file: Path | None, latest: bool, **options) -> None:
        if (file is None) != latest:
            self.refuse("Name one file, or give --latest.", options)
        if not is_set_up():
            self.refuse(NOT_SET_UP, options)
        started = time.monotonic()
        try:
            report = self.run(file, options)
        except ImportRefused as refusal:
            self.refuse(f"Not imported: {refusal}", options)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report)))
        else:
            self.stdout.write(told(report, seconds=time.monotonic() - started))

    def run(self, file: Path | None, options: dict) -> ImportReport:
        with ExitStack() as stack:
            name = None
            if file is None:
                workbook = newest_workbook()
                file, name = stack.enter_context(downloaded(workbook)), workbook.file_name
            return import_facilities(
                path=file,
                at=timezone.now(),
                options=ImportOptions(
                    name=name,
                    year=options["year"],
                    coordinates=options["coordinates"],
                    is_dry_run=options["dry_run"],
                    may_shrink=options["allow_shrink"],
                ),
                progress=bar,
            )


def bar(rows, what: str):
    """Shown on a terminal only (`disable=None`), and on stderr, so that a pipe holds nothing but the report."""
    return tqdm(rows, desc=what, disable=None, unit="", leave=False, file=sys.stderr)


def told(report: ImportReport, *, seconds: float) -> str:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_UNIT / 1024**2
    lines = [
        f"{report.source} {report.year}: {report.rows:,} rows in {seconds:.1f} s, at most {peak:,.0f} MB of memory",
        f"  new        {report.new:>7,}",
        f"  changed    {report.changed:>7,}{fields(report)}",
        f"  unchanged  {report.unchanged:>7,}",
        f"  refused    {report.refused:>7,}{f'   reasons in {report.refused_file}' if report.refused_file else ''}",
        f"  gone       {report.gone:>7,}   kept, marked as not in the {report.year} directory",
        *(f"  note: {note}" for note in report.notes),
    ]
    if report.dry_run:
        lines += [f"  row {one['row']}: {one['reason']}" for one in report.refused_rows[:MOST_REASONS_SHOWN]]
        if (more := len(report.refused_rows) - MOST_REASONS_SHOWN) > 0:
            lines.append(f"  and {more:,} more refused rows")
        lines.append("Dry run: nothing was changed.")
    return "\n".join(lines)


def fields(report: ImportReport) -> str:
    listed = ", ".join(f"{name} {count:,}" for name, count in report.changed_fields.items())
    return f"   {listed}" if listed else ""
