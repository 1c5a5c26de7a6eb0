"""What other packages work out from an index and keep beside it, made ready before anybody searches it.

The directory may not import them, so each registers what prepares its own part when its app is ready. What does not
depend on who is open is kept with the facilities themselves (`kept_with_facilities`), and lives as long as they do.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

from handrail.directory.index.pace import Breathe, at_once
from handrail.directory.index.search_index import SearchIndex

Kept = TypeVar("Kept")
Prepare = Callable[[SearchIndex, SearchIndex | None, Breathe], None]

_registered: list[Prepare] = []


def register(prepare: Prepare) -> None:
    """`prepare(index, before, breathe)`: `before` differs only in who is open, or is None for an index made anew."""
    if prepare not in _registered:
        _registered.append(prepare)


def make_companions(index: SearchIndex, *, before: SearchIndex | None = None, breathe: Breathe = at_once) -> None:
    for prepare in _registered:
        prepare(index, before, breathe)


def kept_with_facilities(index: SearchIndex, name: str, make: Callable[[SearchIndex], Kept]) -> Kept:
    """Made once for each revision of the facilities; an index in which only others are open shares it.

    `make` gets the facilities without who is open, so that nothing it keeps holds an index that was replaced.
    """
    kept = index.of_facilities.get(name)
    if kept is None:
        bare = replace(index, openness=None, companions={}, of_facilities={})
        kept = index.of_facilities.setdefault(name, make(bare))
    return cast(Kept, kept)
