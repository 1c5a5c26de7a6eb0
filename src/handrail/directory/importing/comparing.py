"""A file compared with the directory: seconds of work without a lock. Who writes asks whether it still holds."""

from dataclasses import dataclass

from django.db.models import Max

from handrail.directory.domain import precedence
from handrail.directory.domain.years import YearFound
from handrail.directory.importing.coordinates_file import PointsByAddress
from handrail.directory.importing.plan import Plan, make_plan
from handrail.directory.importing.reading import Progress, SourceFile
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.importing.taking_facts import FactTaker
from handrail.directory.index.build import stored_revision
from handrail.directory.models import DirectoryImport, Facility
from handrail.directory.places.gazetteer import zip_centroid


@dataclass(frozen=True, slots=True)
class Standing:
    """Two equal ones: no facility was changed and no file was imported between them."""

    revision: int
    last_import: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the file means for the directory as it stood."""

    standing: Standing
    plan: Plan
    unbelievable_points: int


def standing_now() -> Standing:
    last_import = DirectoryImport.objects.aggregate(newest=Max("pk"))["newest"]
    return Standing(stored_revision(), last_import or 0)


def compare(
    file: SourceFile, found: YearFound, points: PointsByAddress, *, may_shrink: bool, progress: Progress
) -> Comparison:
    """How things stand is read before the rows: rows newer than that only cause one more comparison."""
    standing = standing_now()
    check_year(file, found)
    held = list(Facility.objects.real().order_by("pk"))
    check_size(file, held, may_shrink=may_shrink)
    taker = FactTaker(source=file.source, year=found.year, points=points, centroid_of=zip_centroid)
    plan = make_plan(progress(file.rows, "Comparing"), file.unreadable, held, taker)
    return Comparison(standing, plan, taker.unbelievable_points)


def check_year(file: SourceFile, found: YearFound) -> None:
    loaded = DirectoryImport.objects.filter(source=file.source).aggregate(year=Max("source_year"))["year"]
    if loaded and found.year < loaded:
        raise ImportRefused(
            f"The file is of {found.year} (by its {found.where}), but the directory of {loaded} is already loaded."
            " An older year would undo newer facts."
        )


def check_size(file: SourceFile, held: list[Facility], *, may_shrink: bool) -> None:
    if not precedence.is_complete(file.source) or may_shrink:
        return
    listed = sum(facility.national_year is not None and facility.gone_since_year is None for facility in held)
    if precedence.looks_truncated(rows=len(file.rows), listed=listed):
        raise ImportRefused(
            f"The file has {len(file.rows):,} facilities, fewer than nine tenths of the {listed:,} listed now:"
            " it looks truncated. If it is right, use --allow-shrink."
        )
