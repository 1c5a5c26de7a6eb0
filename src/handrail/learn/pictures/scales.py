"""From a number to a place on the paper, and where an axis has its ticks."""

from dataclasses import dataclass
from math import floor, log10


@dataclass(frozen=True)
class Scale:
    """A straight scale: `first` to `last` of the numbers lie from `start` to `end` of the drawing."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)


def ticks(first: float, last: float, *, most: int) -> tuple[float, ...]:
    """Round numbers from `first` to `last`, at most so many: a step of 1, 2 or 5 times a power of ten."""
    step = round_step((last - first) / max(most - 1, 1))
    begin = -floor(-first / step)
    return tuple(step * each for each in range(begin, floor(last / step + 1e-9) + 1))


def round_step(least: float) -> float:
    """The smallest round step that is not less than this."""
    power = 10.0 ** floor(log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))
