"""The way back to results, for a page of any package (S2): a page below asks, and the package above that knows every
kind of results answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from django.http import QueryDict


class CarriedSearch(Protocol):
    """A sealed search that is still good, and which results it is of."""

    token: str
    kept_for: str

    @property
    def place(self) -> str:
        """Where it looked, as it was typed; empty where it looked nowhere."""

    def context(self) -> dict[str, Any]:
        """What the base of every page needs to offer the way back."""


READERS: list[Callable[..., CarriedSearch | None]] = []
"""Each takes what was posted, and `at`."""


def carried_search(post: QueryDict, *, at: datetime) -> CarriedSearch | None:
    """None where nothing was carried, or nothing that is still good."""
    return next(filter(None, (read(post, at=at) for read in READERS)), None)


def way_back(post: QueryDict, *, at: datetime) -> dict[str, Any]:
    """The context of a page that was reached from results; nothing for any other."""
    found = carried_search(post, at=at)
    return found.context() if found else {}
