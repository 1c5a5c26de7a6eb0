"""Sources as numbered notes: each source once, in the order in which the page first rests on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handrail.learn.domain.public_claims import PublicClaim, PublicSource


@dataclass(frozen=True)
class ClaimShown:
    """What a part rests on, as the reader unfolds it."""

    text: str
    strength: str
    is_confirmed: bool
    checked_on: date
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Note:
    """One source, by its number on this page."""

    number: int
    source: PublicSource


class Notes:
    """Numbers the sources while a page is read from top to bottom."""

    def __init__(self, claims: Mapping[str, PublicClaim], language: str) -> None:
        self._claims, self._language = claims, language
        self._numbers: dict[str, Note] = {}

    def of(self, keys: Iterable[str]) -> list[ClaimShown]:
        return [self._shown(self._claims[key]) for key in keys if key in self._claims]

    def _shown(self, claim: PublicClaim) -> ClaimShown:
        return ClaimShown(
            text=claim.text[self._language],
            strength=claim.strength,
            is_confirmed=claim.is_confirmed,
            checked_on=claim.checked_on,
            notes=tuple(self._number(source) for source in claim.sources),
        )

    def _number(self, source: PublicSource) -> int:
        return self._numbers.setdefault(source.key, Note(len(self._numbers) + 1, source)).number

    def all(self) -> list[Note]:
        return list(self._numbers.values())
