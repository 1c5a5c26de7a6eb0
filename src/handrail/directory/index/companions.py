"""What other packages work out from an index and keep beside it, made ready before anybody searches it.

The directory may not import them, so each registers what prepares its own part when its app is ready.
"""

from collections.abc import Callable

from handrail.directory.index.pace import Breathe, at_once
from handrail.directory.index.search_index import SearchIndex

Prepare = Callable[[SearchIndex, SearchIndex | None, Breathe], None]

_registered: list[Prepare] = []


def register(prepare: Prepare) -> None:
    """`prepare(index, before, breathe)`: `before` differs only in who is open, or is None for an index made anew."""
    if prepare not in _registered:
        _registered.append(prepare)


def make_companions(index: SearchIndex, *, before: SearchIndex | None = None, breathe: Breathe = at_once) -> None:
    for prepare in _registered:
        prepare(index, before, breathe)
