"""From which size on a number about people may be shown, and may order anything (S35)."""

import math
import statistics
from collections.abc import Sequence
from enum import Enum
from fractions import Fraction
from typing import Final, Literal, TypeAlias

# The cell size policy of CMS (resdac.org/node/1506): no cell of 1 to 10 people, and none from which one follows.
SMALLEST_SHOWN: Final = 11

# S35. At 50 the value is the 45th in order, so that five people stand above it and it is no one person's longest wait.
SMALLEST_FOR_NINETIETH: Final = 50
NINETIETH: Final = Fraction(9, 10)


class Suppressed(Enum):
    """Stands where a number stood. There is one mark: two would tell which of the marks are the small numbers."""

    SUPPRESSED = "suppressed"


SUPPRESSED: Final = Suppressed.SUPPRESSED
Shown: TypeAlias = int | Literal[Suppressed.SUPPRESSED]


def is_small(count: int) -> bool:
    """Nobody is a number too: "none of these people" speaks of each of them. CMS lets zero pass, and we do not."""
    return count < SMALLEST_SHOWN


def may_order(count: int) -> bool:
    """Whether a figure about so many people may put one result before another: an order can be read back."""
    return not is_small(count)


def median_of(values: Sequence[float]) -> float | Literal[Suppressed.SUPPRESSED]:
    """The middle one. Round it before it is shown: of an odd number of people it is one person's own value."""
    return SUPPRESSED if is_small(len(values)) else statistics.median(values)


def ninetieth_of(values: Sequence[float]) -> float | Literal[Suppressed.SUPPRESSED]:
    """What nine of ten people did not exceed, as the nearest value that somebody had (nothing is interpolated)."""
    if len(values) < SMALLEST_FOR_NINETIETH:
        return SUPPRESSED
    return sorted(values)[math.ceil(len(values) * NINETIETH) - 1]
