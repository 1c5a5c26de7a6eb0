"""The two answers that explain a list of meetings: GetFormats and GetServiceBodies, in one shape."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.reading.bmlt_answers import objects_in
from handrail.meetings.reading.plain_text import plain_line

FORMAT_COLUMNS = (
    "key_string",
    "name_string",
    "description_string",
    "lang",
    "id",
    "world_id",
    "format_type_enum",
    "root_server_uri",
)
BODY_COLUMNS = ("id", "parent_id", "name", "description", "type", "url", "helpline", "world_id")
ADMIN_TYPES = {
    "MEETING_FORMAT": "FC1",
    "LOCATION": "FC2",
    "COMMON_NEEDS_OR_RESTRICTION": "FC3",
    "OPEN_OR_CLOSED": "O",
    "LANGUAGE": "LANG",
    "ALERT": "ALERT",
}
"""What the admin API calls the types of formats, and what GetFormats calls them."""

LONGEST = 2_000
MOST_ROWS = 20_000


def read_formats(content: bytes) -> list[dict[str, str]]:
    """The answer of GetFormats, or of GetSearchResults with its formats inside, or of the admin API's formats."""
    return known(formats_of(taken(content, within="formats")), what="GetFormats")


def read_service_bodies(content: bytes) -> list[dict[str, str]]:
    """The answer of GetServiceBodies. The e-mail address of a body's contact is left out."""
    return known(bodies_of(taken(content, within="service_bodies")), what="GetServiceBodies")


def taken(content: bytes, *, within: str) -> list[Mapping[str, Any]]:
    rows = objects_in(content, within=within)
    if len(rows) > MOST_ROWS:
        raise FeedRefused(f"The answer has more than {MOST_ROWS} rows.")
    return rows


def formats_of(rows: Iterable[Any]) -> list[dict[str, str]]:
    """One without a key is left out, as no meeting can have it."""
    rows = [row for row in rows if isinstance(row, Mapping)]
    formats = [texts_of(each, FORMAT_COLUMNS) for row in rows for each in in_each_language(row)]
    return [each for each in formats if each["key_string"]]


def bodies_of(rows: Iterable[Any]) -> list[dict[str, str]]:
    """One without an id or a name is left out, as it can be no meeting's."""
    bodies = [texts_of(row, BODY_COLUMNS) for row in rows if isinstance(row, Mapping)]
    return [body for body in bodies if body["id"] and body["name"]]


def in_each_language(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """GetFormats gives a row for each language. The admin API gives one row with its translations inside."""
    translations = row.get("translations")
    if not isinstance(translations, list):
        yield row
        return
    for each in translations:
        if isinstance(each, Mapping):
            yield {
                "key_string": each.get("key"),
                "name_string": each.get("name"),
                "description_string": each.get("description"),
                "lang": each.get("language"),
                "id": row.get("id"),
                "world_id": row.get("worldId"),
                "format_type_enum": ADMIN_TYPES.get(str(row.get("type")), row.get("type")),
            }


def texts_of(row: Mapping[str, Any], columns: Iterable[str]) -> dict[str, str]:
    """Servers write strings, clients numbers, and both are read. Markup is taken away: names of it reach pages."""
    return {column: plain_line(row.get(column), LONGEST).text for column in columns}


def known(rows: list[dict[str, str]], *, what: str) -> list[dict[str, str]]:
    if not rows:
        raise FeedRefused(f"No row of it reads like a row of {what}.")
    return rows
