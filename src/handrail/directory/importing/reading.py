"""Any file of facilities, recognized by what it holds, as rows of one kind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handrail.directory.domain.listed_row import ListedRow, UnreadableRow
from handrail.directory.domain.sources import Source
from handrail.directory.domain.years import YearFound, YearRefused, check_given_year, first_year
from handrail.directory.importing import csv_text, directory_csv, findtreatment, national_directory
from handrail.directory.importing.file_contents import is_workbook, read_content, sha256_of
from handrail.directory.importing.national_directory import CodeEntry
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.importing.tables import Table, table_with
from handrail.directory.importing.workbook import Workbook, first

MENTAL_HEALTH_CODE = "MH"
Progress = Callable[[Iterable, str], Iterable]


def silent(rows: Iterable, what: str) -> Iterable:
    return rows


@dataclass(frozen=True, slots=True)
class Layout:
    """Its columns, which tell it from the others, and its reader."""

    source: Source
    columns: tuple[str, ...]
    facility_rows: Callable[[Table], Iterator[ListedRow | UnreadableRow]]


LAYOUTS = (
    Layout(findtreatment.SOURCE, findtreatment.COLUMNS, findtreatment.facility_rows),
    Layout(national_directory.SOURCE, national_directory.COLUMNS, national_directory.facility_rows),
    *(Layout(directory_csv.SOURCE, columns, directory_csv.facility_rows) for columns in directory_csv.LAYOUTS),
)


@dataclass(slots=True)
class SourceFile:
    """A file read to its end: nothing is written before the last row was seen."""

    name: str
    sha256: str
    source: Source
    rows: list[ListedRow]
    unreadable: list[UnreadableRow]
    code_entries: list[CodeEntry] = field(default_factory=list)
    title: str | None = None
    document_dates: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    def year(self, *, given: int | None, newest: int, file_year: int) -> YearFound:
        """What the operator says, then the surest place to the weakest; the last is a guess, and the report says so."""
        if given is not None:
            try:
                check_given_year(given, title=self.title, newest=newest)
            except YearRefused as refusal:
                raise ImportRefused(str(refusal)) from refusal
            return YearFound(given, "--year")
        places = [("title", self.title), ("file name", self.name)]
        places += [("document properties", date) for date in self.document_dates]
        found = first_year(places, newest=newest)
        return found or YearFound(file_year, "date of the file")


def read_source(path: Path, *, name: str | None = None, progress: Progress = silent) -> SourceFile:
    """`name` stands in for the file's own where it was downloaded to a temporary file."""
    content = read_content(path)
    read = read_workbook if is_workbook(content) else read_csv
    file = read(content, name or path.name, progress)
    refuse_nothing_and_mental_health(file)
    return file


def read_workbook(content: bytes, name: str, progress: Progress) -> SourceFile:
    book = Workbook(content)
    for layout in LAYOUTS:
        if table := book.table(layout.columns):
            reference = book.table(national_directory.REFERENCE_COLUMNS)
            file = source_file(content, name, layout, table, progress)
            file.code_entries = list(national_directory.code_entries(reference)) if reference else []
            file.title, file.document_dates = book.title, book.dates
            return file
    raise wrong_columns(book.headers())


def read_csv(content: bytes, name: str, progress: Progress) -> SourceFile:
    text, notes = csv_text.decoded(content)
    for layout in LAYOUTS:
        if table := table_with(layout.columns, csv_text.text_rows(text), has_equal_rows=True):
            csv_text.check_end(text)
            file = source_file(content, name, layout, table, progress)
            file.notes.extend(notes)
            return file
    raise wrong_columns([", ".join(cells) for _, cells in first(csv_text.text_rows(text))])


def source_file(content: bytes, name: str, layout: Layout, table: Table, progress: Progress) -> SourceFile:
    rows: list[ListedRow] = []
    unreadable: list[UnreadableRow] = []
    for row in progress(layout.facility_rows(table), "Reading"):
        (rows if isinstance(row, ListedRow) else unreadable).append(row)
    return SourceFile(name, sha256_of(content), layout.source, rows, unreadable)


def refuse_nothing_and_mental_health(file: SourceFile) -> None:
    if not file.rows:
        raise ImportRefused(f"The file {file.name} has no facility that can be read.")
    if file.source is Source.NATIONAL_DIRECTORY:
        mental_health = sum(MENTAL_HEALTH_CODE in row.codes for row in file.rows)
        if mental_health > len(file.rows) / 2:
            raise ImportRefused(
                "This is the directory of mental health facilities; import the one of substance use care."
            )


def wrong_columns(headers: list[str]) -> ImportRefused:
    found = "; ".join(header[:200] for header in headers[:3]) or "nothing"
    return ImportRefused(
        "The file is neither the national directory nor a FindTreatment export: it needs the columns"
        f" {', '.join(national_directory.COLUMNS)}. Found: {found}"
    )
