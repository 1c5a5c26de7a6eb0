"""A key file that a test may add to and take from, as an operator does."""

from datetime import date
from pathlib import Path

from handrail.privacy.master_keys import ring_as_of

ON = date(2026, 11, 23)


def without_older_keys(file: Path) -> None:
    """As an operator does at the end: only the newest key of each purpose stays."""
    head, *keys = file.read_text().split("\n[[")
    newest = {key.split("]]")[0]: key for key in keys}
    file.write_text("\n[[".join([head, *newest.values()]))
    ring_as_of.cache_clear()
