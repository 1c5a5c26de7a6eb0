"""Which source is believed about a facility, and when a missing facility is gone."""

from handrail.directory.domain.sources import Source

# At the same year the national directory is believed before the export, which holds a part of the country.
AUTHORITY = {Source.DEMONSTRATION: 0, Source.FINDTREATMENT: 1, Source.NATIONAL_DIRECTORY: 2}
TRUNCATION_GUARD_FROM = 200  # listed facilities; below it a tenth is a handful, and a small file may be right
TRUNCATION_SHARE = 0.9  # from 2022 to 2023 the directory grew by 5 %


def facts_win(*, source: Source, year: int, over_source: Source, over_year: int) -> bool:
    """Newer facts stay; a source also replaces its own facts of the same year."""
    return (year, AUTHORITY[source]) >= (over_year, AUTHORITY[over_source])


def is_complete(source: Source) -> bool:
    """Only the national directory lists everyone: a facility missing from an export is not gone."""
    return source is Source.NATIONAL_DIRECTORY


def is_gone(
    *, source: Source, source_year: int, national_year: int | None, added_year: int | None, directory_year: int
) -> bool:
    """Whether a facility missing from the national directory of `directory_year` is gone: nothing as new lists it."""
    if added_year is not None and added_year >= directory_year:
        return False
    if source is Source.NATIONAL_DIRECTORY:
        return True
    return national_year is not None and source_year < directory_year


def comes_back(*, year: int, gone_since_year: int | None) -> bool:
    """A listing older than its absence does not bring a facility back."""
    return gone_since_year is None or year >= gone_since_year


def looks_truncated(*, rows: int, listed: int) -> bool:
    return listed > TRUNCATION_GUARD_FROM and rows < listed * TRUNCATION_SHARE
