"""Every write to the directory."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, transaction

from handrail.accounts.actions import remove_demonstration_users
from handrail.directory.claims.actions.erasing import erase
from handrail.directory.domain.listed_row import UnreadableRow
from handrail.directory.domain.years import YearFound
from handrail.directory.importing.comparing import Comparison, compare, standing_now
from handrail.directory.importing.coordinates_file import PointsByAddress, read_coordinates
from handrail.directory.importing.reading import Progress, SourceFile, read_source, silent
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.importing.refused_report import reasons, write_refused
from handrail.directory.importing.writing import write_plan, write_run, write_service_codes
from handrail.directory.models import FACILITIES, OPENNESS, DirectoryImport, DirectoryRevision, Facility, LocalHelp
from handrail.kernel.busy_database import is_busy
from handrail.kernel.installation import current_kind, declare
from handrail.kernel.models import InstallationKind
from handrail.privacy.erasing.contract import offered

__all__ = ["bump", "bump_openness", "bump_revision", "erase", "import_facilities", "locked_revision"]

BUSY = "The database is busy: another import or a long write is running. Nothing was changed; try again."
COMPARED_AT_MOST = 5  # a directory that changes each time within seconds is being imported or worked on elsewhere
CHANGED = "The directory was changed each time while the file was compared with it. Nothing was changed; try again."


@dataclass(slots=True)
class ImportReport:
    """What an import did, for the person or program that asked. Each row of the file is in exactly one counter."""

    source: str
    year: int
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    refused: int = 0
    changed_fields: dict[str, int] = field(default_factory=dict)
    refused_file: str | None = None
    refused_rows: list[dict[str, int | str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an operator may say beside the file."""

    name: str | None = None
    year: int | None = None
    coordinates: Path | None = None
    is_dry_run: bool = False
    may_shrink: bool = False


def import_facilities(
    *, path: Path, at: datetime, options: ImportOptions = ImportOptions(), progress: Progress = silent
) -> ImportReport:
    """Bring the directory to what the file says, or change nothing. A second run changes nothing more."""
    file = read_source(path, name=options.name, progress=progress)
    points = read_coordinates(options.coordinates) if options.coordinates else {}
    file_year = datetime.fromtimestamp(path.stat().st_mtime, UTC).year
    found = file.year(given=options.year, newest=at.year + 1, file_year=file_year)
    if found.where == "date of the file":
        file.notes.append(f"Nothing in the file says its year; {found.year} is only the date of the file. Give --year.")
    try:
        report, refused = import_file(file, found, points, at=at, options=options, progress=progress)
    except OperationalError as error:
        if not is_busy(error):
            raise
        raise ImportRefused(BUSY) from error
    if refused and not options.is_dry_run:
        leave_refused_file(refused, file, report, at=at)  # only now: what was rolled back leaves no file
    return report


def import_file(
    file: SourceFile,
    found: YearFound,
    points: PointsByAddress,
    *,
    at: datetime,
    options: ImportOptions,
    progress: Progress,
) -> tuple[ImportReport, list[UnreadableRow]]:
    """Whoever writes at the desk or taps on a page waits for the writing alone, and never for the comparing."""
    for _ in range(COMPARED_AT_MOST):
        compared = compare(file, found, points, may_shrink=options.may_shrink, progress=progress)
        with transaction.atomic():
            report = write_compared(file, found, compared, at=at, options=options, progress=progress)
            transaction.set_rollback(options.is_dry_run)
        if report:
            return report, compared.plan.refused
    raise ImportRefused(CHANGED)


def write_compared(
    file: SourceFile,
    found: YearFound,
    compared: Comparison,
    *,
    at: datetime,
    options: ImportOptions,
    progress: Progress,
) -> ImportReport | None:
    """All of it or nothing. None where the directory is another by now than the one that was compared."""
    revision = locked_revision(at=at)  # first of all: a second import waits here
    if standing_now() != compared.standing:
        return None
    plan, removed = compared.plan, make_room_for_real_data(at=at)
    write_plan(plan, progress=progress)
    write_service_codes(file.code_entries, year=found.year)
    report = report_of(file, found, compared, removed, options)
    write_run(run_of(file, report), plan.refused, at=at)
    if removed or plan.new or plan.touched or plan.gone:  # also where only the year moved on: it is shown everywhere
        bump(revision, at=at)
    return report


def make_room_for_real_data(*, at: datetime) -> int:
    """Demonstration and real data never mix (S36): one goes in the transaction in which the other comes."""
    if current_kind() is InstallationKind.DEMONSTRATION:
        for remove in offered("actions", "remove_demonstration").values():  # what stands on places goes first
            remove(at=at)
    _, removed = Facility.objects.demonstration().delete()  # by model: what belongs to a facility goes with it
    LocalHelp.objects.demonstration().delete()
    remove_demonstration_users(at=at)
    declare(kind=InstallationKind.REAL, at=at)
    return removed.get(Facility._meta.label, 0)


def told_removed(removed: int, *, is_dry_run: bool) -> str:
    done = "would be removed" if is_dry_run else "were removed"
    return f"{removed:,} demonstration facilities and all demonstration sign-ins {done}."


def report_of(
    file: SourceFile, found: YearFound, compared: Comparison, removed: int, options: ImportOptions
) -> ImportReport:
    plan, notes = compared.plan, list(file.notes)
    if removed:
        notes.append(told_removed(removed, is_dry_run=options.is_dry_run))
    if compared.unbelievable_points:
        notes.append(f"{compared.unbelievable_points:,} coordinates lie too far from their ZIP code and were not used.")
    return ImportReport(
        source=file.source.value,
        year=found.year,
        rows=len(file.rows) + len(file.unreadable),
        new=len(plan.new),
        changed=plan.changed,
        unchanged=plan.unchanged,
        gone=len(plan.gone),
        refused=len(plan.refused),
        refused_rows=reasons(plan.refused),
        changed_fields=dict(sorted(plan.changed_fields.items(), key=lambda pair: (-pair[1], pair[0]))),
        notes=notes,
        dry_run=options.is_dry_run,
    )


def run_of(file: SourceFile, report: ImportReport) -> DirectoryImport:
    return DirectoryImport(
        file_name=file.name[:255],
        file_sha256=file.sha256,
        source=report.source,
        source_year=report.year,
        rows=report.rows,
        new=report.new,
        changed=report.changed,
        unchanged=report.unchanged,
        refused=report.refused,
        gone=report.gone,
        changed_fields=report.changed_fields,
    )


def leave_refused_file(refused: list[UnreadableRow], file: SourceFile, report: ImportReport, *, at: datetime) -> None:
    """The import stands whether or not this file can be written: the rows are in the database too."""
    try:
        path = refused_path(file, at=at)
        write_refused(refused, to=path)
    except OSError as error:
        report.notes.append(f"The refused rows could not be written to {settings.VAR / 'imports'}: {error.strerror}.")
    else:
        report.refused_file = str(path)


def refused_path(file: SourceFile, *, at: datetime) -> Path:
    """Never an earlier report's path: two imports of one file may run in one second."""
    folder, stem = settings.VAR / "imports", f"{at:%Y%m%dT%H%M%SZ}-{file.sha256[:8]}-refused"
    names = [f"{stem}.csv", *(f"{stem}-{number}.csv" for number in range(2, 1000))]
    return next(folder / name for name in names if not (folder / name).exists())


def locked_revision(*, at: datetime, of: int = FACILITIES) -> DirectoryRevision:
    revision, _ = DirectoryRevision.objects.select_for_update().get_or_create(pk=of, defaults={"changed_at": at})
    return revision


def bump(revision: DirectoryRevision, *, at: datetime) -> int:
    revision.number += 1
    revision.changed_at = at
    revision.save(update_fields=["number", "changed_at"])
    return revision.number


@transaction.atomic
def bump_revision(*, at: datetime) -> int:
    """Tell every process that its index is stale. Call it inside the transaction that changed the facilities."""
    return bump(locked_revision(at=at), at=at)


@transaction.atomic
def bump_openness(*, at: datetime) -> int:
    """Tell every process that another facility is known to be open, or no longer, or that one was checked.

    Nothing is built anew for it; what is remembered of facilities is read again. Inside the writing transaction.
    """
    return bump(locked_revision(at=at, of=OPENNESS), at=at)
