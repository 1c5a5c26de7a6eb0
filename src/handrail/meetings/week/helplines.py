"""The telephone numbers of those who publish the meetings of a sheet: a person of the fellowship may answer there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from handrail.meetings.models import Meeting

Bodies = dict[str, dict[str, Any]]  # of one feed, by id

MOST_SHOWN = 6
DEEPEST = 10
PHONE = re.compile(r"\+?[\d(][\d\s().\-/]{5,28}\d", re.ASCII)
"""A number and nothing else: some bodies write sentences there, or several numbers."""


@dataclass(frozen=True, slots=True)
class Helpline:
    name: str
    number: str


def helplines_of(meetings: Iterable[Meeting]) -> tuple[Helpline, ...]:
    """Each number once, in the order of the meetings."""
    found: dict[str, Helpline] = {}
    trees: dict[int, Bodies] = {}  # some servers have thousands of bodies, and one sheet many meetings of each
    for meeting in meetings:
        if meeting.feed_id not in trees:
            trees[meeting.feed_id] = {body["id"]: body for body in meeting.feed.service_bodies}
        line = of_body(trees[meeting.feed_id], meeting.service_body) or of_row(meeting)
        if line:
            found.setdefault(digits(line.number), line)
    return tuple(found.values())[:MOST_SHOWN]


def of_body(bodies: Bodies, body_id: str) -> Helpline | None:
    """The one of its own service body, or of the nearest above it that has one."""
    body = bodies.get(body_id)
    for _ in range(DEEPEST):  # a tree that a row closes to a ring ends
        if not body:
            return None
        if PHONE.fullmatch(number := body.get("helpline", "").strip()):
            return Helpline(body["name"], number)
        body = bodies.get(body.get("parent_id", ""))
    return None


def of_row(meeting: Meeting) -> Helpline | None:
    """Meeting Guide lists give each row the number of the body that keeps it."""
    number = str(meeting.raw.get("entity_phone", "")).strip()
    if not PHONE.fullmatch(number):
        return None
    return Helpline(str(meeting.raw.get("entity", ""))[:200] or str(meeting.feed), number)


def digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())[-10:]
