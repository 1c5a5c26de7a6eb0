"""Sheets of an XLSX file, row by row and as text."""

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.importing.tables import Table, table_with
from handrail.directory.importing.workbook_safety import DAMAGED, sheets_with_formulas

UNREADABLE = (
    AttributeError, BadZipFile, DefusedXmlException, EOFError, IndexError, InvalidFileException, KeyError, OSError,
    OverflowError, ParseError, TypeError, ValueError,
)  # fmt: skip  # what openpyxl was seen to raise on damaged or foreign files


class Workbook:
    """An open workbook that has passed the safety checks."""

    def __init__(self, content: bytes) -> None:
        self._with_formulas = sheets_with_formulas(content)
        with refusing_damage(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and printers, which nobody reads here
            self._book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)

    @property
    def title(self) -> str | None:
        return self._book.properties.title

    @property
    def dates(self) -> tuple[str, ...]:
        """When the document says it was last changed and made."""
        properties = self._book.properties
        return tuple(str(moment.year) for moment in (properties.modified, properties.created) if moment)

    def table(self, needed: Iterable[str]) -> Table | None:
        """The first sheet that has these columns, whatever its name."""
        for sheet in self._book.worksheets:
            if found := table_with(needed, text_rows(sheet)):
                self._refuse_formulas(sheet)
                return found
        return None

    def headers(self) -> list[str]:
        """The first line of each sheet, to say what was found instead."""
        return [", ".join(filter(None, row)) for sheet in self._book.worksheets for _, row in first(text_rows(sheet))]

    def _refuse_formulas(self, sheet) -> None:
        if sheet._worksheet_path.lstrip("/") in self._with_formulas:
            raise ImportRefused(
                f"The sheet {sheet.title!r} holds formulas, which the official file never does. Save it as values only."
            )


def first(rows: Iterator[tuple[int, Sequence[str]]]) -> list[tuple[int, Sequence[str]]]:
    return [row for row in [next(rows, None)] if row]


def text_rows(sheet) -> Iterator[tuple[int, Sequence[str]]]:
    """The stored dimension is not believed: the real export says 'A1' and holds hundreds of rows."""
    with refusing_damage():
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, ["" if value is None else value if type(value) is str else text_of(value) for value in values]


def text_of(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


@contextmanager
def refusing_damage():
    try:
        yield
    except UNREADABLE as error:
        raise ImportRefused(DAMAGED) from error
