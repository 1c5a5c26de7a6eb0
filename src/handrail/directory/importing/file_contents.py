"""What a file is, by its first bytes and never by its name, and its bytes within limits."""

import gzip
import hashlib
import io
import zlib
from pathlib import Path

from handrail.directory.importing.refusals import ImportRefused

MEGABYTE = 1024 * 1024
LARGEST_FILE = 100 * MEGABYTE
LARGEST_CONTENT = 400 * MEGABYTE
CHUNK = 256 * 1024

NOT_A_DIRECTORY = (
    (b"\xd0\xcf\x11\xe0", "an Excel file of the old format (.xls): save it as .xlsx first"),
    (b"%PDF", "a PDF: the directory is also published as a workbook (.xlsx)"),
    (b"<", "a web page, not a workbook: perhaps an error page was saved instead of the file"),
    (b"{", "JSON, not a workbook or CSV file"),
)


def checked_size(path: Path) -> None:
    """Before anything is read."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ImportRefused(f"The file {path.name} cannot be opened: {error.strerror}.") from error
    if not path.is_file():
        raise ImportRefused(f"{path.name} is not a file.")
    if size == 0:
        raise ImportRefused(f"The file {path.name} is empty.")
    if size > LARGEST_FILE:
        limit = LARGEST_FILE // MEGABYTE
        raise ImportRefused(f"The file {path.name} has {size // MEGABYTE:,} MB; the limit is {limit} MB.")


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def read_content(path: Path) -> bytes:
    """The file's bytes, unpacked once if it is gzip."""
    checked_size(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImportRefused(f"The file {path.name} cannot be read: {error.strerror}.") from error
    if content.startswith(b"\x1f\x8b"):
        content = unpacked(content, path.name)
    if not content.strip():
        raise ImportRefused(f"The file {path.name} is empty.")
    for beginning, what in NOT_A_DIRECTORY:
        if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(beginning):
            raise ImportRefused(f"The file {path.name} is {what}.")
    return content


def unpacked(content: bytes, name: str) -> bytes:
    """Counted while unpacking: what a compressed file declares about its size proves nothing."""
    parts, size = [], 0
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            while part := packed.read(CHUNK):
                parts.append(part)
                size += len(part)
                if size > LARGEST_CONTENT:
                    limit = LARGEST_CONTENT // MEGABYTE
                    raise ImportRefused(f"The file {name} unpacks to more than {limit} MB.")
    except (OSError, EOFError, zlib.error) as error:
        raise ImportRefused(f"The file {name} is damaged or cut off: it cannot be unpacked to its end.") from error
    return b"".join(parts)


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
