"""The plan written to the database, many rows at a time."""

from collections.abc import Iterable
from datetime import datetime

from handrail.directory.domain.listed_row import UnreadableRow
from handrail.directory.importing.national_directory import CodeEntry
from handrail.directory.importing.plan import Plan
from handrail.directory.importing.reading import Progress
from handrail.directory.listed_numbers import keep_numbers
from handrail.directory.models import DirectoryImport, Facility, RefusedRow, ServiceCode

BATCH = 500
# Identity, and what people have checked or decided.
NEVER_REWRITTEN = {"id", "public_id", "last_verified_at", "verified_phone_key", "merged_into", "closed_at"}
WRITTEN = [field.name for field in Facility._meta.concrete_fields if field.name not in NEVER_REWRITTEN]


def write_plan(plan: Plan, *, progress: Progress) -> None:
    """One statement a batch for old rows too: an update of each by itself takes minutes."""
    for batch in progress(batches(plan.new), "Adding"):
        Facility.objects.bulk_create(batch)
        keep_numbers(batch, are_new=True)
    for batch in progress(batches([*plan.touched, *plan.gone]), "Updating"):
        Facility.objects.bulk_create(batch, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)
        keep_numbers(batch)


def batches(facilities: list[Facility]) -> list[list[Facility]]:
    return [facilities[start : start + BATCH] for start in range(0, len(facilities), BATCH)]


def write_service_codes(entries: Iterable[CodeEntry], *, year: int) -> int:
    """The newest year's wording stays; a code that a later year drops keeps its last wording."""
    newer = set(ServiceCode.objects.filter(last_year__gt=year).values_list("code", flat=True))
    codes = {entry.code: entry for entry in entries if entry.code not in newer}
    ServiceCode.objects.bulk_create(
        [ServiceCode(**entry._asdict(), last_year=year) for entry in codes.values()],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "definition", "category_code", "category_name", "last_year"],
        batch_size=BATCH,
    )
    return len(codes)


def write_run(run: DirectoryImport, refused: Iterable[UnreadableRow], *, at: datetime) -> None:
    run.at = at
    run.save(force_insert=True)
    RefusedRow.objects.bulk_create(
        [RefusedRow(run=run, row_number=row.number, reason=row.reason[:255], content=row.content) for row in refused],
        batch_size=BATCH,
    )
