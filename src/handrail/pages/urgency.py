"""Which of the words that stand first are a danger to life, and so are said in the color of alarm."""

from collections.abc import Sequence

from handrail.pathways.domain.paths import Line

URGENT = frozenset(
    {
        "withdrawal_danger",
        "call_emergency",
        "never_stop_alone",
        "medicine_need_not_wait",
        "pregnant",
        "pregnant_emergency",
        "pregnant_other",
        "tolerance",
        "no_bed_near",
    }
)
"""Evidence section 4: R3, R6, R9 and R12. The rest is calm advice: alarm said too often is not heard."""


def urgent(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.code in URGENT]


def calm(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.code not in URGENT]
