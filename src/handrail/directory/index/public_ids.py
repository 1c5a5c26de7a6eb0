"""Public ids in sixteen bytes each: as a list of a million strings they would take five times the memory."""

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np


class PublicIds(Sequence[str]):
    """Reads like a list of strings."""

    __slots__ = ("_encoded",)

    def __init__(self, encoded: np.ndarray) -> None:
        self._encoded = encoded

    def __len__(self) -> int:
        return len(self._encoded)

    @overload
    def __getitem__(self, position: int) -> str: ...
    @overload
    def __getitem__(self, position: slice) -> list[str]: ...
    def __getitem__(self, position: int | slice) -> str | list[str]:
        if isinstance(position, slice):
            return [each.decode() for each in self._encoded[position].tolist()]
        return bytes(self._encoded[position]).decode()

    def __iter__(self) -> Iterator[str]:
        return (each.decode() for each in self._encoded.tolist())
