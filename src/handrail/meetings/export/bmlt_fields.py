"""Which fields a BMLT client may search and sort by, what they are called, and where they are kept."""

from collections.abc import Iterable
from typing import Any

from handrail.meetings.export.bmlt import duration, meeting_id
from handrail.meetings.export.ways_in import without_ways_in
from handrail.meetings.models import Meeting

COLUMNS = {
    "meeting_name": "name",
    "location_text": "place",
    "location_info": "place_notes",
    "location_street": "street",
    "location_neighborhood": "neighborhood",
    "location_municipality": "city",
    "location_sub_province": "county",
    "location_province": "state",
    "location_postal_code_1": "postal_code",
    "location_nation": "country",
    "time_zone": "zone",
}
"""Never the ways to join, nor the notes in which some feeds hide them: what is not told must not be found either."""

DESCRIPTIONS = {
    "id_bigint": "ID",
    "weekday_tinyint": "Weekday",
    "start_time": "Start Time",
    "duration_time": "Duration",
    "meeting_name": "Meeting Name",
    "location_text": "Location Name",
    "location_info": "Additional Location Information",
    "location_street": "Street Address",
    "location_neighborhood": "Neighborhood",
    "location_municipality": "Town",
    "location_sub_province": "County",
    "location_province": "State",
    "location_postal_code_1": "Zip Code",
    "location_nation": "Nation",
    "time_zone": "Time Zone",
}
DERIVED = frozenset(DESCRIPTIONS) - frozenset(COLUMNS)

SORTS = {
    "weekday": ("weekday_tinyint", "start_time", "duration_time"),
    "time": ("start_time", "weekday_tinyint", "duration_time"),
    "town": ("location_municipality", "weekday_tinyint", "start_time"),
    "state": ("location_province", "location_municipality", "weekday_tinyint", "start_time"),
    "weekday_state": ("weekday_tinyint", "location_province", "location_municipality", "start_time"),
}
USUAL_SORT = SORTS["weekday"]


def field_keys() -> list[dict[str, str]]:
    return [{"key": key, "description": words} for key, words in DESCRIPTIONS.items()]


def derived(key: str, *, id_: int, weekday: int, start: Any, minutes: int) -> str:
    values = {
        "id_bigint": str(id_),
        "weekday_tinyint": str(weekday + 1),
        "start_time": f"{start:%H:%M:%S}",
        "duration_time": duration(minutes),
    }
    return values[key]


def field_values(key: str) -> list[dict[str, str]]:
    """Each value that a field has, with the meetings that have it."""
    if key not in DESCRIPTIONS:
        return []
    ids: dict[str, list[str]] = {}
    for value, id_ in values_of(key):
        ids.setdefault(value, []).append(str(id_))
    return [{key: value, "ids": ",".join(found)} for value, found in sorted(ids.items())]


def values_of(key: str) -> Iterable[tuple[str, int]]:
    column = COLUMNS.get(key, "pk")
    rows = Meeting.objects.listed().exclude(weekdays="").order_by("pk")
    columns = ("pk", "weekdays", "start", "minutes", "feed__shares_video_links", column)
    for number, days, start, minutes, is_shared, written in rows.values_list(*columns):
        value = written if is_shared or key in DERIVED else without_ways_in(written)
        for weekday in map(int, days):
            id_ = meeting_id(number, weekday)
            told = value if key in COLUMNS else derived(key, id_=id_, weekday=weekday, start=start, minutes=minutes)
            yield told, id_
