"""The results that somebody came from, while the way back to them is good (S2)."""

from datetime import datetime

from django.http import QueryDict

from handrail.web.ways_back import CarriedSearch, carried_search


def led_here(token: str, *, at: datetime) -> CarriedSearch | None:
    """Of other results than meetings: those have buttons of their own."""
    if not token:
        return None
    post = QueryDict(mutable=True)
    post["search"] = token
    found = carried_search(post, at=at)
    return found if found and found.kept_for != "meetings" else None
