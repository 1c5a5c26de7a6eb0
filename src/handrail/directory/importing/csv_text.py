"""CSV files as text rows, whatever their encoding."""

import csv
import io
from collections.abc import Iterator, Sequence

from handrail.directory.importing.refusals import ImportRefused

TYPED_BY_HAND = 200  # rows
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
    """Strict: a quote that never closes means a file cut off."""
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1)
    except csv.Error as error:
        raise ImportRefused(f"The file is not a whole CSV file: {error}.") from error


def check_end(text: str) -> None:
    """A list written by a program ends its last line; one typed by hand may not, and then its cells are counted.

    A cut inside the last cell leaves a row that looks whole: in a long list only the missing line end tells.
    """
    if text.endswith(("\n", "\r")):
        return
    rows = [row for _, row in text_rows(text)]
    if len(rows) > TYPED_BY_HAND or (rows and len(rows[-1]) < len(rows[0])):
        raise ImportRefused(
            "The file seems cut off: its last line has no line end. If it is whole, add an empty line at its end."
        )
