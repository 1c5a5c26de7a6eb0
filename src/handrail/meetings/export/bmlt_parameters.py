"""What is asked of a BMLT server, as its many clients write it: `a=1,2` and `a[]=1&a[]=2`, a minus to leave out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_VALUES = 500
LONGEST_VALUE = 2_000
DIGITS = 15


@dataclass(frozen=True, slots=True)
class Numbers:
    """Those wanted, and those that a minus leaves out. Told, and none of it a number: nothing matches."""

    wanted: frozenset[int] = frozenset()
    unwanted: frozenset[int] = frozenset()
    is_told: bool = False

    @property
    def matches_nothing(self) -> bool:
        return self.is_told and not self.wanted and not self.unwanted


class Parameters:
    """The query of an address. Names may end in [] or [3]; unknown ones are of no interest."""

    def __init__(self, sent: Mapping[str, Sequence[str]]) -> None:
        self.sent: dict[str, list[str]] = {}
        for name, values in sent.items():
            self.sent.setdefault(name.partition("[")[0].strip(), []).extend(value[:LONGEST_VALUE] for value in values)

    def has(self, name: str) -> bool:
        return name in self.sent

    def text(self, name: str) -> str:
        """The last one, as servers written in PHP take it."""
        return self.sent[name][-1].strip() if self.sent.get(name) else ""

    def values(self, name: str) -> list[str]:
        parts = (part.strip() for value in self.sent.get(name, []) for part in value.split(","))
        return [part for part in parts if part][:MOST_VALUES]

    def is_on(self, name: str) -> bool:
        return self.text(name) not in ("", "0", "false")

    def numbers(self, name: str) -> Numbers:
        values = self.values(name)
        found = [number for value in values if (number := whole(value)) is not None]
        return Numbers(
            frozenset(number for number in found if number > 0),
            frozenset(-number for number in found if number < 0),
            bool(values),
        )

    def whole(self, name: str) -> int | None:
        return whole(self.text(name))

    def decimal(self, name: str) -> float | None:
        try:
            value = float(self.text(name)[:32])
        except ValueError:
            return None
        return value if abs(value) < 1e9 else None  # what is no number is not less either

    def minutes(self, name: str) -> int | None:
        """`StartsAfterH` and `StartsAfterM`: one of them is enough."""
        hours, minutes = self.whole(f"{name}H"), self.whole(f"{name}M")
        if hours is None and minutes is None:
            return None
        return (hours or 0) * 60 + (minutes or 0)


def whole(text: str) -> int | None:
    bare = text.removeprefix("-")
    return int(text) if bare.isascii() and bare.isdigit() and len(bare) <= DIGITS else None
