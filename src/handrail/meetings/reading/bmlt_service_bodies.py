"""Which region, area and group answers for a meeting."""

from collections.abc import Mapping, Sequence
from typing import Any

DEEPEST = 12


class ServiceBodies:
    """The tree of service bodies, as `read_service_bodies` gives it."""

    def __init__(self, bodies: Sequence[Mapping[str, Any]]) -> None:
        self.by_id = {body["id"]: body for body in bodies}

    def regions_of(self, id_: str, *, named: str) -> tuple[str, ...]:
        """Most general first. Where the tree is silent, the name that the meeting's own row gives its body."""
        names: list[str] = []
        body = self.by_id.get(id_)
        while body and len(names) < DEEPEST and body["name"] not in names:  # a tree that a row closes to a ring
            names.insert(0, body["name"])
            body = self.by_id.get(body["parent_id"])
        return tuple(names) or ((named,) if named else ())
