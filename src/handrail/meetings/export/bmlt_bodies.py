"""The publishers of all feeds as one tree of service bodies, with numbers that no two feeds share."""

from collections.abc import Iterable, Iterator
from typing import Any

from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.export.published import Publisher
from handrail.meetings.reading.web_links import read_link

OF_ONE_FEED = 1_000_000
"""A feed's own numbers lie below this: ours is its place among the feeds, times this, and the feed's own added."""

LONGEST_OWN = 9  # digits; zeros may lead
AREA, TOP = "AS", "0"


def body_of_feed(publisher: Publisher) -> str:
    return str(publisher.id * OF_ONE_FEED)


def body_id(publisher: Publisher, own: str) -> str:
    """A feed that tells none is one body, and so is what it calls by no number."""
    is_known = bool(publisher.service_bodies) and own.isascii() and own.isdigit()
    is_known = is_known and len(own) <= LONGEST_OWN and 0 < int(own) < OF_ONE_FEED
    return str(publisher.id * OF_ONE_FEED + int(own)) if is_known else body_of_feed(publisher)


def feed_and_own(id_: int) -> tuple[int, str]:
    """Back again: the feed, and its own number, or "" for the feed as a whole."""
    feed, own = divmod(id_, OF_ONE_FEED)
    return feed, str(own) if own else ""


def bodies(publishers: Iterable[Publisher]) -> Iterator[dict[str, str]]:
    """Those of a BMLT server as it tells them; a feed without any is one itself."""
    for publisher in publishers:
        told = [body_row(publisher, body) for body in publisher.service_bodies]
        yield from told or [row_of_feed(publisher)]


def body_row(publisher: Publisher, body: Any) -> dict[str, str]:
    parent = body.get("parent_id", "")
    return {
        "id": body_id(publisher, body["id"]),
        "parent_id": body_id(publisher, parent) if parent not in ("", TOP) else TOP,
        "name": body["name"],
        "description": body.get("description", ""),
        "type": body.get("type", ""),
        "url": read_link(body.get("url", "")).url,
        "helpline": body.get("helpline", ""),
        "world_id": body.get("world_id", ""),
    }


def row_of_feed(publisher: Publisher) -> dict[str, str]:
    return {
        "id": body_of_feed(publisher),
        "parent_id": TOP,
        "name": publisher.entity,
        "description": "",
        "type": AREA,
        "url": publisher.website,
        "helpline": "",
        "world_id": "",
    }


def name_of_body(publisher: Publisher, record: MeetingRecord) -> str:
    """As its own feed names it: the last of the regions. Lists that are no BMLT's are one body, their publisher."""
    if publisher.service_bodies or record.service_body:
        return record.regions[-1] if record.regions else ""
    return publisher.entity


def with_children(chosen: set[str], rows: list[dict[str, str]]) -> set[str]:
    """All below them too. A tree that a row closes to a ring ends."""
    children: dict[str, list[str]] = {}
    for row in rows:
        children.setdefault(row["parent_id"], []).append(row["id"])
    found, open_ones = set(chosen), list(chosen)
    while open_ones:
        new = [child for child in children.get(open_ones.pop(), []) if child not in found]
        found.update(new)
        open_ones.extend(new)
    return found
