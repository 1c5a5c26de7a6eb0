"""CSV files as text rows, whatever their encoding."""

import csv
import io
from collections.abc import Iterator, Sequence

from handrail.directory.importing.refusals import ImportRefused

NOT_UTF8 = "The file is not UTF-8; it was read as Latin-1."


def decoded(content: bytes) -> tuple[str, list[str]]:
    """UTF-8, else Latin-1 as in older lists, with a note; never text with NUL bytes."""
    if b"\0" in content:
        raise ImportRefused("The file holds NUL bytes, so it is not a text file (or is saved as UTF-16: use UTF-8).")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding), [] if encoding == "utf-8-sig" else [NOT_UTF8]
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), [NOT_UTF8]


def text_rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Strict: a quote that never closes, or a last row with too few cells and no line end, means a file cut off."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    width, cells = 0, []
    try:
        for number, cells in enumerate(reader, start=1):  # the last row is looked at below
            width = width or len(cells)
            yield number, cells
    except csv.Error as error:
        raise ImportRefused(f"The file is not a whole CSV file: {error}.") from error
    if 0 < len(cells) < width and not text.endswith(("\n", "\r")):
        raise ImportRefused("The file is cut off: its last row has fewer cells than its header.")
