"""The meetings a person picked on a list, or saved on their device: public ids only, each once (S6)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

MOST_PICKED = 40
"""As many as a printed week holds. `saved_meetings.js` keeps no more either."""
PUBLIC_ID = re.compile(r"[a-z2-7]{13}")
BETWEEN = "."
LONGEST = MOST_PICKED * 20


@dataclass(frozen=True)
class Picked:
    """`cut`: how many more there were than are kept."""

    ids: tuple[str, ...] = ()
    cut: int = 0

    @classmethod
    def of(cls, ids: Iterable[str]) -> "Picked":
        known = well_formed(ids)
        return cls(known[:MOST_PICKED], len(known[MOST_PICKED:]))

    @classmethod
    def from_post(cls, post: QueryDict) -> "Picked":
        """Boxes that were ticked, or what a device sends of its own list."""
        return cls.of([*post.getlist("pick"), *post.get("ids", "")[:LONGEST].split(BETWEEN)])


def well_formed(ids: Iterable[str]) -> tuple[str, ...]:
    """What was never an id of ours is left out."""
    return tuple(dict.fromkeys(each for each in ids if PUBLIC_ID.fullmatch(each)))
