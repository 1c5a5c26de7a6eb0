"""What a BMLT server answered, as rows, or why it is no answer that can be read."""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.reading.json_sizes import check_room_for

MOST_BYTES = 200 * 1024 * 1024  # a hundred and fifty thousand rows of a full answer
"""More than all meetings of N.A. in the world, of which each takes about a thousand bytes."""

MOST_MEETINGS = 200_000
WRAPPED = re.compile(r"\s*(?:/\*.{0,20}?\*/\s*)?[A-Za-z_$][\w$.]{0,200}\s*\(", re.DOTALL)
MEETING = "id_bigint"
OTHERS = {
    "key_string": "GetFormats",
    "parent_id": "GetServiceBodies",
    "versionInt": "GetServerInfo",
    "change_id": "GetChanges",
    "nw_corner_longitude": "GetCoverageArea",
    "translations": "the admin API",
}


def meetings_and_formats(content: bytes) -> tuple[list[Any], list[Any]]:
    """The rows of an answer to GetSearchResults, and the formats that stand in it when they were asked for."""
    answer = json_in(content)
    rows, formats = answer, []
    if isinstance(answer, dict):
        if "meetings" not in answer:
            raise FeedRefused('The answer has no "meetings": the answer of GetSearchResults is needed.')
        rows, formats = answer["meetings"], answer.get("formats", [])
    if not isinstance(rows, list):
        raise FeedRefused("The answer holds no list of meetings.")
    if len(rows) > MOST_MEETINGS:
        raise FeedRefused(f"The answer has more than {MOST_MEETINGS} rows.")
    check_they_may_be_meetings(rows)
    return rows, formats if isinstance(formats, list) else []


def check_they_may_be_meetings(rows: list[Any]) -> None:
    """A mistaken address would else refuse each row by itself, and say nothing of why."""
    found = set().union(*(row for row in rows[:20] if isinstance(row, dict)))
    if MEETING in found:
        return
    for column, switcher in OTHERS.items():
        if column in found:
            raise FeedRefused(f"This is the answer of {switcher}; that of GetSearchResults is needed.")
    if "slug" in found:
        raise FeedRefused("This is a TSML list (Meeting Guide), not an answer of a BMLT server.")


def objects_in(content: bytes, *, within: str) -> list[Mapping[str, Any]]:
    """The rows of a smaller answer: an array of objects, or the array that stands in an object under that name."""
    answer = json_in(content)
    if isinstance(answer, dict):
        answer = answer.get(within)
    if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
        raise FeedRefused("The answer is no list of objects.")
    return answer


def json_in(content: bytes) -> Any:
    text = text_of(content)
    check_room_for(text, rows=MOST_MEETINGS)
    try:
        return json.loads(text, parse_constant=no_such_number)
    except (ValueError, RecursionError):
        raise FeedRefused(why_not_json(text)) from None


def text_of(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise FeedRefused(f"The answer is larger than {MOST_BYTES // 1024**2} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FeedRefused("The answer is not UTF-8 text.") from None
    if not text.strip():
        raise FeedRefused("The answer is empty: not even [] stands in it.")
    return text


def no_such_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def why_not_json(text: str) -> str:
    if WRAPPED.match(text):
        return "This is JSONP, wrapped for browsers. Ask for json: /client_interface/json/ in place of /jsonp/."
    if text.lstrip().startswith("<"):
        return "This is a web page or XML. Ask for json: /client_interface/json/?switcher=GetSearchResults."
    return "The answer is not whole and valid JSON."
