"""A feed and what goes with it, read from where its operator says: files, or the web through the one way out (S8)."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handrail.kernel.fetch import INTERNET, UNKNOWN_VERSION, FetchRefused, Network, Version, fetch
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.importing.addresses import FORMATS, RESULTS, SERVICE_BODIES, bmlt_address, is_address
from handrail.meetings.importing.contents import LARGEST_FEED, read_content, read_file
from handrail.meetings.importing.options import ImportOptions
from handrail.meetings.reading.bmlt_side_answers import read_formats, read_service_bodies

PATIENCE_SECONDS = 120.0
Table = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Web:
    """How the web is asked: a test asks a server of its own, the worker waits less long than a person would, and takes
    less."""

    over: Network = INTERNET
    patience: float = PATIENCE_SECONDS
    at_most: int = LARGEST_FEED
    unless: Version = UNKNOWN_VERSION


THE_WEB = Web()


@dataclass(slots=True)
class FeedContent:
    """The bytes of a feed; None where the server still has the version that was read. Tables that are not told are
    None too: those of the last time stay."""

    content: bytes | None
    version: Version = UNKNOWN_VERSION
    formats: Table | None = None
    service_bodies: Table | None = None
    notes: list[str] = field(default_factory=list)


def read_origin(origin: str, options: ImportOptions, web: Web) -> FeedContent:
    if not is_address(origin):
        found = FeedContent(read_file(Path(origin)))
    else:
        found = FeedContent(*fetched(address_of(origin, options), web, unless=web.unless))
        if found.content is not None and options.format is FeedFormat.BMLT:
            ask_for_tables(origin, found, web)
    if options.formats:
        found.formats = read_formats(read_file(options.formats))
    if options.service_bodies:
        found.service_bodies = read_service_bodies(read_file(options.service_bodies))
    return found


def address_of(origin: str, options: ImportOptions) -> str:
    return bmlt_address(origin, asking=RESULTS) if options.format is FeedFormat.BMLT else origin


def ask_for_tables(origin: str, found: FeedContent, web: Web) -> None:
    found.formats = table(origin, FORMATS, read_formats, found, web)
    found.service_bodies = table(origin, SERVICE_BODIES, read_service_bodies, found, web)


def table(
    origin: str, asking: str, read: Callable[[bytes], Table], found: FeedContent, web: Web
) -> list[dict[str, Any]] | None:
    """Without it meetings are still known, and some of their formats are not."""
    try:
        content, _ = fetched(bmlt_address(origin, asking=asking), web)
        return read(content or b"")
    except FeedRefused as refusal:
        found.notes.append(f"{asking} was not read: {refusal}")
        return None


def fetched(url: str, web: Web, *, unless: Version = UNKNOWN_VERSION) -> tuple[bytes | None, Version]:
    with tempfile.TemporaryFile(prefix="handrail-meetings-") as handle:
        try:
            page = fetch(url, to=handle, at_most=web.at_most, timeout=web.patience, over=web.over, unless=unless)
        except FetchRefused as refusal:
            raise FeedRefused(str(refusal)) from refusal
        if page.is_unchanged:
            return None, page.version
        handle.seek(0)
        return read_content(handle, at_most=web.at_most), page.version
