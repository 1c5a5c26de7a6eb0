"""The bytes of a feed, within limits that are counted while it is read: what a file declares proves nothing."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from handrail.meetings.domain.records import FeedRefused

MEGABYTE = 1024 * 1024
LARGEST_FEED = 200 * MEGABYTE  # a hundred and fifty thousand rows of a full BMLT answer
LARGEST_UNATTENDED = 50 * MEGABYTE  # of one that the worker reads: its memory is that of everything else it does
CHUNK = 256 * 1024
GZIP = b"\x1f\x8b"
MOST_MEMBERS = 10_000  # of gzip: packers in parallel make one of each 64 kB or more; empty ones would only take time
GZIP_WINDOW = 16 + zlib.MAX_WBITS
IN_PIECES = "The feed is packed in more pieces than any packer makes."
DAMAGED = "The feed is damaged or cut off: it cannot be unpacked to its end."


def read_file(path: Path) -> bytes:
    """The file's bytes, unpacked once if it is gzip."""
    try:
        if not path.is_file():
            raise FeedRefused(f"{path.name or path} is not a file.")
        if path.stat().st_size > LARGEST_FEED:
            raise FeedRefused(too_large(LARGEST_FEED))
        with path.open("rb") as handle:
            return read_content(handle, at_most=LARGEST_FEED)
    except (OSError, ValueError) as error:
        raise FeedRefused(f"The file {path.name!r} cannot be read: {plain_reason(error)}.") from error


def plain_reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "its name is none"


def too_large(at_most: int) -> str:
    by_hand = "" if at_most == LARGEST_FEED else f" A person can import up to {LARGEST_FEED // MEGABYTE} MB by hand."
    return f"The feed is larger than {at_most // MEGABYTE} MB.{by_hand}"


def read_content(handle: BinaryIO, *, at_most: int) -> bytes:
    content = bytearray()
    for part in parts_of(handle):
        content += part
        if len(content) > at_most:
            raise FeedRefused(too_large(at_most))
    return bytes(content)


def parts_of(handle: BinaryIO) -> Iterator[bytes]:
    begins = handle.read(len(GZIP))
    handle.seek(0)
    return unpacked(handle) if begins == GZIP else iter(lambda: handle.read(CHUNK), b"")


def unpacked(handle: BinaryIO) -> Iterator[bytes]:
    """Never more than a chunk at once, however tightly it is packed. Members after the first are read on."""
    unpacking, members = zlib.decompressobj(GZIP_WINDOW), 1
    packed = handle.read(CHUNK)
    try:
        while packed:
            if unpacking.eof:
                unpacking, members = zlib.decompressobj(GZIP_WINDOW), members + 1
            if members > MOST_MEMBERS:
                raise FeedRefused(IN_PIECES)
            yield unpacking.decompress(packed, CHUNK)
            packed = unpacking.unconsumed_tail or unpacking.unused_data or handle.read(CHUNK)
    except zlib.error as error:
        raise FeedRefused(DAMAGED) from error
    if not unpacking.eof:
        raise FeedRefused(DAMAGED)
