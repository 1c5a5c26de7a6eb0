"""GetSearchResults where no place, number or word narrows it: answered from the columns of days."""

from collections.abc import Iterator, Sequence

import numpy as np

from handrail.meetings.export.bmlt_matching import FormatMatching
from handrail.meetings.export.bmlt_parameters import Numbers, Parameters
from handrail.meetings.export.bmlt_wanted import A_DAY, VENUES, clock
from handrail.meetings.export.day_columns import DayColumns
from handrail.meetings.export.day_packing import TEXTS
from handrail.meetings.export.queries import Publishers

SORTED = {"weekday_tinyint", "start_time", "duration_time", "id_bigint", *TEXTS}
OTHERWISE = (
    "lat_val",
    "long_val",
    "geo_width",
    "geo_width_km",
    "meeting_ids",
    "services",
    "SearchString",
    "meeting_key",
)
"""The database knows their few rows by an index, or they are words."""


def is_by_day(asked: Parameters, keys: Sequence[str]) -> bool:
    is_otherwise = any(asked.text(name) or asked.values(name) for name in OTHERWISE)
    return not is_otherwise and asked.whole("advanced_published") != -1 and SORTED.issuperset(keys)


def rows_found(
    days: DayColumns, asked: Parameters, known: Publishers, matching: FormatMatching, keys: Sequence[str]
) -> np.ndarray:
    """In order."""
    passing = days.of_feeds(known.by_id)
    for part in (*by_day_and_venue(days, asked), *by_time(days, asked)):
        passing &= part
    if matching.is_asked:
        passing &= matching.rows(days)
    return in_order(days, passing.nonzero()[0], keys)


def by_day_and_venue(days: DayColumns, asked: Parameters) -> Iterator[np.ndarray]:
    weekdays, venues = asked.numbers("weekdays"), asked.numbers("venue_types")
    if weekdays.is_told:
        yield days.on_days({day for day in range(7) if is_meant(day + 1, weekdays)})
    if venues.is_told:
        yield days.at_venues({venue for each, held in VENUES.items() if is_meant(each, venues) for venue in held})


def is_meant(number: int, told: Numbers) -> bool:
    """Of what was told and is no number nothing is."""
    is_wanted = number in told.wanted or (not told.wanted and not told.matches_nothing)
    return is_wanted and number not in told.unwanted


def by_time(days: DayColumns, asked: Parameters) -> Iterator[np.ndarray]:
    """Beginnings are strictly after and strictly before; ends and lengths may be equal."""
    after, before, ends = (asked.minutes(name) for name in ("StartsAfter", "StartsBefore", "EndsBefore"))
    shortest, longest = asked.minutes("MinDuration"), asked.minutes("MaxDuration")
    if after is not None:
        yield days.at_clocks(lambda start: after < A_DAY and start > clock(after))
    if before is not None and before < A_DAY:
        yield days.at_clocks(lambda start: start < clock(before))
    if ends is not None:
        yield days.ends() <= ends
    if shortest is not None:
        yield days.minutes >= shortest
    if longest is not None:
        yield days.minutes <= longest


def in_order(days: DayColumns, rows: np.ndarray, keys: Sequence[str]) -> np.ndarray:
    """Rows stand by day, hour, length and number: what begins as that does needs no sorting, and the number decides
    last."""
    if tuple(keys) == ("weekday_tinyint", "start_time", "duration_time"):
        return rows
    columns = {"weekday_tinyint": days.weekdays, "start_time": days.starts, "duration_time": days.minutes, **days.texts}
    sorted_by = [days.ids(rows) if key == "id_bigint" else columns[key].take(rows) for key in keys]
    return rows.take(np.lexsort([days.ids(rows), *reversed(sorted_by)]))
