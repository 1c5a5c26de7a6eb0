"""How often people whom a program accepted really arrived there: the one figure of the network that may order results.

A program that takes people with heavier needs must not fall for it. So it is compared with what the other programs of
the network reach with people of the same needs: arrived against expected (indirect standardization, as for hospitals).
Where the others had too few such people, or none of theirs arrived, there is nothing to compare with: those people
count neither for the program nor against it. Measured by everybody else's people they would count against it.
A short record says little, so the ratio is drawn towards 1, the network's own, as an empirical Bayes estimate does
(Clayton and Kaldor, Biometrics 43, 1987): a program weighs as much as it has accepted, the network as `PRIOR_WEIGHT`.

Only confirmed arrivals count: a program's word alone would be a way to buy a place (S29). A program is measured
against the others without itself; else its own success would raise what is expected of it.

Counted over whole periods that have settled (`fixed_periods`): an order that changes overnight tells of one arrival.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handrail.privacy.domain.small_numbers import SMALLEST_SHOWN, may_order

# In referrals. Product choice: a program with the smallest record that counts is half its own, half the network's.
PRIOR_WEIGHT: Final = SMALLEST_SHOWN

AVERAGE: Final = 1.0


class Confirmation(StrEnum):
    """Who said that the person arrived."""

    BOTH = "both"
    PERSON = "person"
    PROGRAM = "program"
    NOBODY = "nobody"


COUNTS_AS_ARRIVED: Final = frozenset({Confirmation.BOTH, Confirmation.PERSON})  # S29


@dataclass(frozen=True)
class AcceptedReferral:
    """One that a program said yes to and that has ended; `need` is the stratum, coarse enough to be shared."""

    program_id: str
    need: str
    confirmation: Confirmation

    @property
    def has_arrived(self) -> bool:
        return self.confirmation in COUNTS_AS_ARRIVED


@dataclass(frozen=True)
class Tally:
    """How many were accepted, and how many of them arrived."""

    accepted: int = 0
    arrived: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.accepted + other.accepted, self.arrived + other.arrived)

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(self.accepted - other.accepted, self.arrived - other.arrived)

    @property
    def rate(self) -> float:
        """As it was counted. A rate that is drawn anywhere before it is compared tells against the sicker people."""
        return self.arrived / self.accepted


@dataclass(frozen=True)
class ArrivalRate:
    """`accepted`: who could be compared. `ratio`: of those who arrived to those expected; above 1 more arrived.

    It orders results and is not shown: from a ratio and its number, those who arrived could be counted back.
    """

    accepted: int
    ratio: float


def arrival_rates(referrals: Iterable[AcceptedReferral]) -> dict[str, ArrivalRate | None]:
    """None where fewer than 11 of the program's people can be compared: a small number orders nothing (S35)."""
    tallies = tallies_of(referrals)
    programs = sorted({program for program, _ in tallies})
    return {program: rate_of(program, tallies) for program in programs}


def tallies_of(referrals: Iterable[AcceptedReferral]) -> dict[tuple[str, str], Tally]:
    tallies: dict[tuple[str, str], Tally] = {}
    for each in referrals:
        stratum = (each.program_id, each.need)
        tallies[stratum] = tallies.get(stratum, Tally()) + Tally(1, int(each.has_arrived))
    return tallies


def rate_of(program: str, tallies: Mapping[tuple[str, str], Tally]) -> ArrivalRate | None:
    own = {need: tally for (whose, need), tally in tallies.items() if whose == program}
    others = {need: sum_of(tallies, need=need) - tally for need, tally in own.items()}
    compared = [need for need in own if can_be_compared_with(others[need])]
    whole = sum((own[need] for need in compared), Tally())
    if not may_order(whole.accepted):
        return None
    expected = math.fsum(own[need].accepted * others[need].rate for need in compared)
    expected_share = expected / whole.accepted
    ratio = (whole.arrived / expected_share + PRIOR_WEIGHT) / (whole.accepted + PRIOR_WEIGHT)
    return ArrivalRate(accepted=whole.accepted, ratio=ratio)


def can_be_compared_with(others: Tally) -> bool:
    return may_order(others.accepted) and others.arrived > 0


def sum_of(tallies: Mapping[tuple[str, str], Tally], *, need: str) -> Tally:
    return sum((tally for (_, whose), tally in tallies.items() if whose == need), Tally())


def by_arrivals(programs: Sequence[str], rates: Mapping[str, ArrivalRate | None]) -> list[str]:
    """Best first. Who has no rate stands as the average does, and ties keep the order in which they came."""
    return sorted(programs, key=lambda program: -ratio_or_average(rates.get(program)))


def ratio_or_average(rate: ArrivalRate | None) -> float:
    return AVERAGE if rate is None else rate.ratio
