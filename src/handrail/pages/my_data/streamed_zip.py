"""A ZIP made while it is sent: no file on any disk, and never all of it in memory at once."""

import zipfile
from collections.abc import Iterator, Mapping

PIECE = 64 * 1024


class Outflow:
    """What the ZIP writes, until it is taken. It cannot go back, and `zipfile` does not ask it to."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, content: bytes) -> int:
        self.waiting += content
        return len(content)

    def flush(self) -> None:
        """There is nothing behind it."""

    def taken(self) -> bytes:
        content, self.waiting = bytes(self.waiting), bytearray()
        return content


def streamed_zip(files: Mapping[str, str]) -> Iterator[bytes]:
    out = Outflow()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:  # type: ignore[arg-type]
        for name, text in files.items():
            yield from written(packed, name, text.encode(), out)
    yield out.taken()


def written(packed: zipfile.ZipFile, name: str, content: bytes, out: Outflow) -> Iterator[bytes]:
    """Every file has the same date: when a person took the copy is inside it, and theirs to show."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with packed.open(entry, "w") as file:
        for start in range(0, len(content), PIECE):
            file.write(content[start : start + PIECE])
            yield out.taken()
