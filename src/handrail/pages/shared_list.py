"""A list that somebody shares: ids only, in the part of a link that no server is sent (S6)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from handrail.kernel.sealed_tokens import seal, unseal
from handrail.pages.forms import LIFETIME
from handrail.pages.picked import MOST_PICKED, well_formed

PURPOSE = "shared list"
BETWEEN = "."


@dataclass(frozen=True)
class SharedList:
    """What a shared link names: places, and nothing of who looked for them or why."""

    ids: tuple[str, ...]
    unreadable: int = 0  # entries that were never ids of ours
    cut: int = 0  # ids beyond the twentieth

    @classmethod
    def from_text(cls, text: str) -> "SharedList":
        """The fragment of a link, `id.id.id`."""
        asked = {part for part in text.strip().lstrip("#").split(BETWEEN) if part}
        ids = well_formed(text.strip().lstrip("#").split(BETWEEN))
        return cls(ids[:MOST_PICKED], unreadable=len(asked) - len(ids), cut=len(ids[MOST_PICKED:]))

    @classmethod
    def from_token(cls, token: str, *, at: datetime) -> "SharedList":
        value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
        return cls(**{**value, "ids": tuple(value["ids"])})

    def token(self, *, at: datetime) -> str:
        return seal(asdict(self), purpose=PURPOSE, at=at)

    @property
    def fragment(self) -> str:
        return BETWEEN.join(self.ids)
