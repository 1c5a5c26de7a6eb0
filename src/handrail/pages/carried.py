"""What a page carries for the person: the sealed search it was reached from, and the places picked on the way (S2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from handrail.kernel.sealed_tokens import TokenRefused
from handrail.meetings.finder.search import MeetingSearch
from handrail.pages.forms import Search
from handrail.pages.list_form import ListSearch
from handrail.pages.picked import picked_ids
from handrail.pages.search_box import BoxSearch
from handrail.pages.shared_list import SharedList

# Each kind of results and how its token is read. A token of one kind is noise to the others.
READERS: dict[str, Callable[..., Any]] = {
    "paths": Search.from_token,
    "list": ListSearch.from_token,
    "shared": SharedList.from_token,
    "box": BoxSearch.from_token,
    "meetings": MeetingSearch.from_token,
}


@dataclass(frozen=True)
class Carried:
    """`found` is the search itself, for a page that needs more of it than the way back."""

    token: str
    kept_for: str
    found: Any
    fields: tuple[tuple[str, str], ...] = ()

    def paths_search(self, *, at: datetime) -> Search | None:
        """The search for paths it comes from, also through the list that was opened from one."""
        if self.kept_for == "paths":
            return self.found
        token = self.found.paths_token(at=at) if self.kept_for == "list" else ""
        return Search.from_token(token, at=at) if token else None

    @property
    def place(self) -> str:
        """Where it looked, as it was typed there; a shared list tells of no place."""
        return "" if self.kept_for == "shared" else str(self.found.place)

    def context(self) -> dict[str, Any]:
        return {"search": self.token, "kept_for": self.kept_for, "kept_fields": self.fields}


def carried(post: QueryDict, *, at: datetime) -> Carried | None:
    """The token as it came, if it is still good: its two hours count from the search, not from each page."""
    token = post.get("search")
    for kept_for, read in READERS.items() if token else ():
        try:
            found = read(token, at=at)
        except TokenRefused:
            continue
        picks = () if kept_for == "paths" else picked_ids(post)
        return Carried(token or "", kept_for, found, tuple(("pick", each) for each in picks))
    return None
