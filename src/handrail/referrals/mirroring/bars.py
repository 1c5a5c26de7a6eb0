"""Bars for a table of numbers, drawn on the server. The table stands behind each drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown

WIDTH: Final = 330
LEFT, LONGEST = 0, WIDTH - 96  # beside the longest bar there is room for its number
LINE, BAR, GROUP, GAP = 16, 14, 52, 8


@dataclass(frozen=True)
class Bar:
    """`length` None: the number is not shown, and no bar stands for it. The words have a line of their own."""

    label: str
    number: int | None
    words_at: int
    bar_at: int
    length: int | None

    @property
    def number_from(self) -> int:
        return LEFT if self.length is None else LEFT + self.length + GAP

    @property
    def number_at(self) -> int:
        return self.bar_at + BAR - 2


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    height: int
    width: int = WIDTH
    left: int = LEFT
    thick: int = BAR


def chart_of(numbers: Sequence[tuple[str, Shown]]) -> Chart | None:
    """None where not one number may be shown."""
    most = max((number for _, number in numbers if number is not SUPPRESSED), default=None)
    if most is None:
        return None
    bars = [bar_of(label, number, most=most, top=GROUP * place) for place, (label, number) in enumerate(numbers)]
    return Chart(bars, height=GROUP * len(bars))


def bar_of(label: str, number: Shown, *, most: int, top: int) -> Bar:
    shown = None if number is SUPPRESSED else number
    length = None if shown is None else max(round(LONGEST * shown / max(most, 1)), 1)
    return Bar(label, shown, words_at=top + LINE, bar_at=top + LINE + 8, length=length)
