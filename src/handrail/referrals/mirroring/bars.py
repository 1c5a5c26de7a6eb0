"""Bars for a table of numbers, drawn on the server. The table stands behind each drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown

WIDTH: Final = 360
LEFT, RIGHT = 8, WIDTH - 8
LINE, BAR, GROUP = 16, 14, 46


@dataclass(frozen=True)
class Bar:
    """`length` None: the number is not shown, and no bar stands for it."""

    label: str
    number: int | None
    words_at: int
    bar_at: int
    length: int | None


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    height: int
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT
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
    length = None if shown is None else max(round((RIGHT - LEFT) * shown / max(most, 1)), 1)
    return Bar(label, shown, words_at=top + LINE, bar_at=top + LINE + 8, length=length)
