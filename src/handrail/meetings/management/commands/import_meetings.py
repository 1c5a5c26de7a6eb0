"""`handrail import_meetings`: the meetings of one source brought to what its feed says."""

import json
import time
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import CommandParser
from django.utils import timezone

from handrail.kernel.refusing_command import NOT_SET_UP, RefusingCommand, is_set_up
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.importing.actions.taking import import_meetings
from handrail.meetings.importing.options import ImportOptions, checked_fellowship, checked_source, checked_zone
from handrail.meetings.importing.origins import THE_WEB
from handrail.meetings.importing.report import ImportReport

ONLY_FOR_BMLT = "--formats and --service-bodies go with --format bmlt."
MOST_SHOWN = 20
CODES = ", ".join(each.value for each in Fellowship)
WEB = THE_WEB


class Command(RefusingCommand):
    help = "Import a list of meetings: Meeting Guide (TSML) as JSON or CSV, or what a BMLT server answers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("origin", metavar="FILE|URL", help="plain or gzipped")
        parser.add_argument("--format", required=True, choices=[each.value for each in FeedFormat])
        parser.add_argument("--source", required=True, metavar="NAME", help="made where it is new")
        parser.add_argument("--fellowship", metavar="CODE", help=f"one of {CODES}; a new BMLT source is of NA")
        parser.add_argument("--timezone", metavar="ZONE", help="where rows and places tell none, as America/Chicago")
        parser.add_argument("--formats", type=Path, metavar="FILE", help="BMLT: the answer of GetFormats")
        parser.add_argument("--service-bodies", type=Path, metavar="FILE", help="BMLT: that of GetServiceBodies")
        parser.add_argument("--allow-shrink", action="store_true", help="take a feed that names far fewer meetings")
        parser.add_argument("--dry-run", action="store_true", help="report everything, change nothing")
        parser.add_argument("--json", action="store_true", help="print only the report, as JSON")

    def handle(self, *, origin: str, **options) -> None:
        started = time.monotonic()
        if not is_set_up():
            self.refuse(NOT_SET_UP, options)
        try:
            report = import_meetings(origin=origin, options=read_options(options), at=timezone.now(), web=WEB)
        except FeedRefused as refusal:
            self.refuse(f"Not imported: {refusal}", options)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report)))
        else:
            self.stdout.write(told(report, seconds=time.monotonic() - started))


def read_options(options: dict) -> ImportOptions:
    if options["format"] != FeedFormat.BMLT and (options["formats"] or options["service_bodies"]):
        raise FeedRefused(ONLY_FOR_BMLT)
    return ImportOptions(
        format=FeedFormat(options["format"]),
        source=checked_source(options["source"]),
        fellowship=None if options["fellowship"] is None else checked_fellowship(options["fellowship"]),
        zone=None if options["timezone"] is None else checked_zone(options["timezone"]),
        formats=options["formats"],
        service_bodies=options["service_bodies"],
        may_shrink=options["allow_shrink"],
        is_dry_run=options["dry_run"],
    )


def told(report: ImportReport, *, seconds: float) -> str:
    zone = report.zone or "no time zone of its own"
    lines = [
        f"{report.source} ({report.fellowship}, {zone}): {report.rows:,} rows in {seconds:.1f} s",
        f"  new        {report.new:>7,}",
        f"  changed    {report.changed:>7,}",
        f"  unchanged  {report.unchanged:>7,}",
        f"  refused    {report.refused:>7,}",
        f"  corrected  {report.corrected:>7,}   taken, with something read otherwise than it was written",
        f"  gone       {report.gone:>7,}   kept, and no longer listed",
        *(f"  note: {note}" for note in report.notes),
        *shown([f"row {one['row']} refused: {one['reason']}" for one in report.refused_rows], "refused rows"),
        *shown(
            [f"row {one['row']}, {one['field']}: {one['was']} -> {one['read_as']}" for one in report.corrections],
            "corrections",
        ),
    ]
    if report.dry_run:
        lines.append("Dry run: nothing was changed.")
    return "\n".join(lines)


def shown(lines: list[str], what: str) -> list[str]:
    more = len(lines) - MOST_SHOWN
    return [f"  {line}" for line in lines[:MOST_SHOWN]] + (
        [f"  and {more:,} more {what}; --json names them all"] if more > 0 else []
    )
