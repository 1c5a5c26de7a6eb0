"""Files of lines outside the database: what is written there outlives a restored backup and a rewritten table."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


def add_line(file: Path, content: Mapping[str, Any]) -> None:
    """Adds one line and waits until it is on the disk. The line before may have been cut off by a crash."""
    line = json.dumps(content, separators=(",", ":"))
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as handle:
        handle.write(f"\n{line}\n")
        handle.flush()
        os.fsync(handle.fileno())


def lines_of(file: Path) -> Iterator[dict[str, Any]]:
    """Every whole line, oldest first; one that a crash cut off is passed over. Nothing where there is no file yet."""
    for line in file.read_text().split("\n") if file.exists() else ():
        try:
            content = json.loads(line)
        except ValueError:
            continue
        if isinstance(content, dict):
            yield content
