"""The places a person ticked: public ids only, each once, never more than a sheet holds."""

import re
from collections.abc import Iterable

from django.http import QueryDict

MOST_PICKED = 20
PUBLIC_ID = re.compile(r"[a-z2-7]{13}")


def picked_ids(post: QueryDict) -> tuple[str, ...]:
    """What is kept from page to page."""
    return well_formed(post.getlist("pick"))[:MOST_PICKED]


def left_out(post: QueryDict) -> int:
    """How many more were picked than are kept."""
    return max(0, len(well_formed(post.getlist("pick"))) - MOST_PICKED)


def well_formed(ids: Iterable[str]) -> tuple[str, ...]:
    """Each id once, in the order it came; what was never an id of ours is left out."""
    return tuple(dict.fromkeys(each for each in ids if PUBLIC_ID.fullmatch(each)))
