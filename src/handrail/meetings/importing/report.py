"""What an import did, for the person or program that asked, and for the feed's own page."""

from dataclasses import asdict, dataclass, field
from typing import Any

from handrail.meetings.domain.records import FeedReading
from handrail.meetings.domain.storable import storable
from handrail.meetings.importing.corrections import kept_kinds
from handrail.meetings.importing.plan import Plan, Rows

MOST_KEPT = 50
COUNTS = ("rows", "new", "changed", "unchanged", "gone", "refused", "corrected")


@dataclass(slots=True)
class ImportReport:
    """Each row of the feed is in exactly one of new, changed, unchanged, refused. A corrected row is in one of the
    first three; gone meetings have no row in the feed, or a refused one that withdraws them."""

    source: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    refused: int = 0
    corrected: int = 0
    fellowship: str = ""
    zone: str = ""
    refused_rows: list[dict[str, Any]] = field(default_factory=list)
    corrections: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dry_run: bool = False

    def for_the_feed(self) -> dict[str, Any]:
        """The counts, and as much of the rest as a page shows."""
        return {
            **{name: getattr(self, name) for name in COUNTS},
            "refused_rows": self.refused_rows[:MOST_KEPT],
            "kinds_of_corrections": kept_kinds(self.corrections),
            "notes": self.notes,
        }


def report_of(source: str, reading: FeedReading, rows: Rows, plan: Plan) -> ImportReport:
    refused = {each.row for each in rows.refused}
    return ImportReport(
        source=source,
        rows=rows.count,
        new=len(plan.new),
        changed=len(plan.changed),
        unchanged=plan.unchanged,
        gone=len(plan.gone),
        refused=len(rows.refused),
        corrected=rows.corrected,
        refused_rows=[storable(asdict(each)) for each in rows.refused],
        corrections=[storable(asdict(each)) for each in reading.corrections if each.row not in refused],
    )


def report_of_unchanged(source: str, last: dict[str, Any]) -> ImportReport:
    """The server says that the feed is the one which was read last: nothing of it was sent."""
    rows, refused, corrected = (int(last.get(name, 0)) for name in ("rows", "refused", "corrected"))
    return ImportReport(source, rows=rows, unchanged=rows - refused, refused=refused, corrected=corrected)
