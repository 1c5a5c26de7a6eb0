"""What somebody who chooses a program may know of it: five facts, each of 11 people or more, or not shown."""

from dataclasses import dataclass

from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown, is_small
from handrail.referrals.domain.mirror import MirrorRow, Wait


@dataclass(frozen=True)
class People:
    """`is_exact` false: at least so many, because a part of them is too small to be shown."""

    number: int
    is_exact: bool


@dataclass(frozen=True)
class ProgramFacts:
    """Of one program in one year. None: too few people to say anything. The waits are medians, in hours."""

    answered_within: int | None
    said_yes_to: People | None
    asked: int | None
    arrived: People | None
    first_visit_after: int | None
    first_dose_after: int | None


def program_facts(row: MirrorRow) -> ProgramFacts:
    """The program's own row of the mirror, and nothing besides it."""
    asked = number(row.asked)
    return ProgramFacts(
        answered_within=number(row.waits[Wait.ANSWER].median),
        said_yes_to=None if asked is None else people(row.accepted, row.accepted_at_least),
        asked=asked,
        arrived=people(row.arrived, row.arrived_at_least),
        first_visit_after=number(row.waits[Wait.VISIT].median),
        first_dose_after=number(row.waits[Wait.DOSE].median),
    )


def number(shown: Shown) -> int | None:
    return None if shown is SUPPRESSED else shown


def people(exactly: Shown, at_least: int) -> People | None:
    if exactly is not SUPPRESSED and not is_small(exactly):
        return People(exactly, is_exact=True)
    return None if is_small(at_least) else People(at_least, is_exact=False)
