"""How many tries a door grants, so that guessing does not pay and nobody is locked out (S12).

A name alone never closes a door: an ex-partner could keep somebody out. A network alone never closes it for long: a
shelter shares one. So what is counted is a network at a door, and a network with one name at a door; each pause ends by
itself within minutes. When the whole door is pressed hard from many networks, each network gets less; who comes from a
network of their own still gets in at the first try. What turned out right was no guess and is given back: a ward
signs in all day from one address. The numbers are product choices; tests show what they let through.
"""

from dataclasses import dataclass

PRESSURE_SECONDS = 60  # how long the pressure on a door is counted
MOST_PRESSURE = 5  # of one network within that time: one machine alone must not make a door narrow for a hospital


@dataclass(frozen=True)
class Allowance:
    """Tries that one network has at one door in `seconds`, from so much pressure on."""

    from_pressure: int
    tries: int
    seconds: int = 600


ALLOWANCES = (Allowance(0, tries=40), Allowance(300, tries=10), Allowance(3_000, tries=5))
FOR_ONE_NAME = Allowance(0, tries=5, seconds=300)  # one network, one name, one door
FOR_ONE_CODE = Allowance(0, tries=8, seconds=3_600)  # one account whose password was right: six digits are soon guessed


def allowance_under(pressure: int) -> Allowance:
    """`pressure` is how often the door was tried within a minute, by everybody, each network up to `MOST_PRESSURE`."""
    return max((each for each in ALLOWANCES if each.from_pressure <= pressure), key=lambda each: each.from_pressure)
