"""What a search looked for and did not find, as one need each: a combination could point to somebody (S35)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from handrail.privacy.domain.counted_tables import TOTAL, Cell, PublishedTable
from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown, is_small


class Missed(StrEnum):
    """The first thing that a search had to let go."""

    TODAY = "today"
    WITHDRAWAL_BED = "withdrawal_bed"
    RESIDENTIAL = "residential"
    METHADONE = "methadone"
    BUPRENORPHINE = "buprenorphine"
    MEDICAID = "medicaid"
    PRIVATE = "private"
    PUBLIC = "public"  # Medicare, military, VA, tribal: one by one they are few
    NO_INSURANCE = "no_insurance"
    UNDER_18 = "under_18"
    PREGNANT_OR_CHILDREN = "pregnant_or_children"
    LANGUAGE = "language"
    ELSE = "else"  # another wish
    NEAR = "near"  # all of it, only farther away


def unmet_table(counts: Mapping[tuple[str, str], int], *, states: Sequence[str]) -> PublishedTable:
    """Searches of one quarter, by state and by need; whoever is not among `states` is nowhere.

    Every number came in steps of eleven and more, and what was less is forgotten. So a number that is not there says
    neither that nobody searched nor how many did, no sum tells of a smaller one, and nothing else need be hidden.
    """
    columns = [missed.value for missed in Missed]
    shown: dict[Cell, Shown] = {
        (state, missed): as_shown(counts.get((state, missed), 0)) for state in states for missed in columns
    }
    for state in (*states, TOTAL):
        for missed in (*columns, TOTAL):
            if TOTAL in (state, missed):
                parts = [counts.get((row, what), 0) for row in of(state, states) for what in of(missed, columns)]
                shown[state, missed] = as_shown(sum(parts))
    return PublishedTable(tuple(states), tuple(columns), shown)


def of(label: str | None, labels: Sequence[str]) -> Sequence[str]:
    return labels if label is TOTAL else [label]


def as_shown(times: int) -> Shown:
    return SUPPRESSED if is_small(times) else times
