"""The national directory's workbook: the same thirteen columns every year, with its own code dictionary."""

from collections.abc import Iterator
from typing import NamedTuple

from handrail.directory.domain import field_values
from handrail.directory.domain.listed_row import ListedRow, UnreadableRow
from handrail.directory.domain.sources import FacilityKind, Source
from handrail.directory.importing.rows import PLACE_COLUMNS, listed_row, point_in, read_rows
from handrail.directory.importing.tables import Row, Table, cell

SOURCE = Source.NATIONAL_DIRECTORY
COLUMNS = (*PLACE_COLUMNS, "service_code_info")
INTAKE_COLUMNS = ("intake1", "intake2", "intake1a", "intake2a")
REFERENCE_COLUMNS = ("category_code", "category_name", "service_code", "service_name")


class CodeEntry(NamedTuple):
    """One line of the reference sheet."""

    code: str
    name: str
    definition: str
    category_code: str
    category_name: str


def facility_rows(table: Table) -> Iterator[ListedRow | UnreadableRow]:
    return read_rows(table, read_row)


def read_row(row: Row) -> ListedRow:
    """Also reads the same directory as CSV, where the codes may be called `service_codes` and a point may be added."""
    return listed_row(
        row,
        kind=FacilityKind.SUBSTANCE_USE,
        codes=field_values.codes(cell(row.cells, "service_code_info", "service_codes")),
        intake_columns=INTAKE_COLUMNS,
        point=point_in(row, source="directory_file"),
    )


def code_entries(table: Table) -> Iterator[CodeEntry]:
    """The official wording with its stray and doubled blanks taken out."""
    for row in table.rows:
        words = {column: " ".join(text.split()) for column, text in row.cells.items()}
        if (code := words["service_code"].upper()) and len(code) <= 10:
            yield CodeEntry(
                code=code,
                name=words["service_name"][:255],
                definition=words.get("service_description", ""),
                category_code=words["category_code"].upper()[:10],
                category_name=words["category_name"][:255],
            )
