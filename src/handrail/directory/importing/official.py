"""The newest official workbook, fetched from a dated address that a person has checked."""

import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handrail.directory.importing.file_contents import LARGEST_FILE
from handrail.directory.importing.refusals import ImportRefused
from handrail.kernel.fetch import INTERNET, FetchRefused, Network, fetch

PATIENCE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class OfficialWorkbook:
    """One published file, and when a person last saw it at this address."""

    year: int
    address: str
    published: date
    checked: date

    @property
    def file_name(self) -> str:
        return unquote(Path(urlsplit(self.address).path).name)


def newest_workbook() -> OfficialWorkbook:
    text = files("handrail.directory").joinpath("official_sources.toml").read_text(encoding="utf-8")
    workbooks = [OfficialWorkbook(**entry) for entry in tomllib.loads(text)["workbook"]]
    return max(workbooks, key=lambda workbook: (workbook.year, workbook.published))


@contextmanager
def downloaded(workbook: OfficialWorkbook, *, over: Network = INTERNET) -> Iterator[Path]:
    """A temporary file that is gone afterwards, whatever happens."""
    with tempfile.NamedTemporaryFile(prefix="handrail-directory-") as handle:
        try:
            fetch(workbook.address, to=handle, at_most=LARGEST_FILE, timeout=PATIENCE_SECONDS, over=over)
        except FetchRefused as refusal:
            raise ImportRefused(
                f"The directory of {workbook.year} could not be fetched from {workbook.address} (address checked on"
                f" {workbook.checked}): {refusal} Download it by hand and name the file instead of --latest."
            ) from refusal
        handle.flush()
        yield Path(handle.name)
