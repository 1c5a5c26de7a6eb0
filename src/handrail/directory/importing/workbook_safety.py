"""A workbook is a ZIP archive of XML: what must be true of it before a parser may touch it."""

import io
import re
import zipfile
import zlib

from handrail.directory.importing.file_contents import CHUNK, LARGEST_CONTENT, MEGABYTE
from handrail.directory.importing.refusals import ImportRefused

MOST_ENTRIES = 1_000
LARGEST_SHARED_STRINGS = 100 * MEGABYTE  # held in memory whole by the reader
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
OVERLAP = 32  # bytes kept between chunks, so that no mark is cut in two

DAMAGED = "The workbook is damaged or cut off: it cannot be read to its end."


def sheets_with_formulas(content: bytes) -> frozenset[str]:
    """Checks the whole archive, and names the sheets that hold formulas, whose shown values cannot be trusted."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_declared(archive.infolist())
            return scan(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise ImportRefused(DAMAGED) from error


def check_declared(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise ImportRefused(f"The workbook has {len(entries):,} parts; a directory has a few dozen.")
    if sum(entry.file_size for entry in entries) > LARGEST_CONTENT:
        raise ImportRefused(f"The workbook unpacks to more than {LARGEST_CONTENT // MEGABYTE} MB.")
    if any(
        entry.file_size > LARGEST_SHARED_STRINGS for entry in entries if entry.filename.endswith("haredStrings.xml")
    ):
        raise ImportRefused(f"The texts of the workbook unpack to more than {LARGEST_SHARED_STRINGS // MEGABYTE} MB.")


def scan(archive: zipfile.ZipFile) -> frozenset[str]:
    """Reads every part once, counting the real bytes: a declared size may lie."""
    with_formulas, size = set(), 0
    for entry in archive.infolist():
        kept = b""
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                if size > LARGEST_CONTENT:
                    raise ImportRefused(f"The workbook unpacks to more than {LARGEST_CONTENT // MEGABYTE} MB.")
                window = kept + chunk
                if ENTITY.search(window) and entry.filename.endswith((".xml", ".rels")):
                    raise ImportRefused("The workbook declares XML entities, which no official file does.")
                if entry.filename.startswith("xl/worksheets/") and FORMULA.search(window):
                    with_formulas.add(entry.filename)
                kept = window[-OVERLAP:]
    return frozenset(with_formulas)
