"""A claim as readers have it: what two people agreed on, with its sources as they were then."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class PublicSource:
    """A study, a guideline or a law."""

    key: str
    author: str
    title: str
    publisher: str
    year: int | None
    url: str


@dataclass(frozen=True)
class PublicClaim:
    """One statement about health. `is_confirmed`: somebody opened the sources and found exactly this there."""

    key: str
    text: Mapping[str, str]
    strength: str
    is_confirmed: bool
    checked_on: date
    sources: tuple[PublicSource, ...]

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "checked_on": self.checked_on.isoformat(), "sources": list(map(asdict, self.sources))}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "PublicClaim":
        checked_on = date.fromisoformat(stored["checked_on"])
        sources = tuple(PublicSource(**source) for source in stored["sources"])
        return cls(**{**stored, "checked_on": checked_on, "sources": sources})
