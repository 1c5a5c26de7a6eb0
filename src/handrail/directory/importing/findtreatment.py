"""The FindTreatment export: coordinates, websites, and one column for each code."""

from collections.abc import Iterator

from handrail.directory.domain import field_values
from handrail.directory.domain.field_values import CODE, ValueRefused
from handrail.directory.domain.listed_row import ListedRow, UnreadableRow
from handrail.directory.domain.sources import FacilityKind, Source
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.importing.rows import PLACE_COLUMNS, listed_row, point_in, read_rows, whole_content
from handrail.directory.importing.tables import Row, Table, cell

SOURCE = Source.FINDTREATMENT
COLUMNS = (*PLACE_COLUMNS, "latitude", "longitude", "type_facility")
OTHER_COLUMNS = frozenset({*COLUMNS, "zip4", "county", "intake_prompt", "intake1", "intake2", "website", "row_id"})
INTAKE_COLUMNS = ("intake1", "intake2")
LISTED = frozenset({"1", "1.0", "y", "yes", "true", "x"})
FEWEST_CODE_COLUMNS = 20  # the real export has 316; a list of addresses alone is no directory

KINDS = {
    "SU": FacilityKind.SUBSTANCE_USE,
    "SA": FacilityKind.SUBSTANCE_USE,
    "OTP": FacilityKind.OPIOID_TREATMENT_PROGRAM,
    "MH": FacilityKind.MENTAL_HEALTH,
}
INDIVIDUAL_CLINICIAN = "BUPREN"
CLINICIAN_REASON = "individual clinicians are not imported"
OTP_CODES = ("SA", "OTP")  # every OTP row of the export has the same 270 flags, so they say nothing


def facility_rows(table: Table) -> Iterator[ListedRow | UnreadableRow]:
    columns = {column: column.upper() for column in table.columns if CODE.fullmatch(column)}
    columns = {column: code for column, code in columns.items() if column not in OTHER_COLUMNS}
    if len(columns) < FEWEST_CODE_COLUMNS:
        raise ImportRefused("The file has addresses but no columns of service codes: it is not a FindTreatment export.")
    yield from read_rows(table, lambda row: read_row(row, columns), content_of=content_of_a_facility)


def content_of_a_facility(row: Row) -> dict[str, str]:
    """Nothing is kept of a row that is, or might be, about an individual clinician."""
    is_facility = row.is_whole and cell(row.cells, "type_facility").upper() in KINDS
    return whole_content(row) if is_facility else {}


def read_row(row: Row, code_columns: dict[str, str]) -> ListedRow:
    kind = kind_of(row)
    website = cell(row.cells, "website") if "website" in row.cells else None
    return listed_row(
        row,
        kind=kind,
        codes=codes_of(row, kind, code_columns),
        intake_columns=INTAKE_COLUMNS,
        website=None if website is None else field_values.website(website),
        point=point_in(row, source="findtreatment"),
    )


def kind_of(row: Row) -> FacilityKind:
    named = cell(row.cells, "type_facility").upper()
    if named == INDIVIDUAL_CLINICIAN:
        raise ValueRefused(CLINICIAN_REASON)
    if named not in KINDS:
        raise ValueRefused(f"its type of facility is {named[:20]!r}, which is not known" if named else "it has no type")
    return KINDS[named]


def codes_of(row: Row, kind: FacilityKind, code_columns: dict[str, str]) -> tuple[str, ...]:
    if kind is FacilityKind.OPIOID_TREATMENT_PROGRAM:
        return OTP_CODES
    return tuple(code for column, code in code_columns.items() if row.cells.get(column, "").strip().lower() in LISTED)
