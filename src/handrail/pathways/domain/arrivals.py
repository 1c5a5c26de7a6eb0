"""What confirmed arrivals change in the order: a little, in coarse steps, and nothing where too few people are known.

The ratio compares a program with what others reach with people of the same needs, and is drawn towards 1 where few are
known (`referrals.domain.arrival_rates`). Its steps are coarse on purpose: the cost of a path is published, and from an
exact charge those who arrived could be counted back (S35). Product choice, all three numbers: a tenth more or fewer is
one step, two steps are the most, and the most weighs as much as two miles to a weekly visit.
"""

from typing import Final

from handrail.pathways.domain.weights import POINTS

STEP: Final = 0.1
MOST_STEPS: Final = 2
MOST: Final = POINTS["fewer_arrivals_than_expected"]


def arrival_charge(ratio: float | None) -> int:
    """Thousandths of a point for one leg: below nothing where more arrived than expected. None: nobody knows."""
    if ratio is None:
        return 0
    steps = round((1.0 - ratio) / STEP)
    return max(-MOST_STEPS, min(steps, MOST_STEPS)) * MOST // MOST_STEPS


def arrive_more(ratio: float | None) -> bool:
    """Whether a path says so as a reason for its place."""
    return arrival_charge(ratio) < 0
