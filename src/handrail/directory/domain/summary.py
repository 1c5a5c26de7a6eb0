"""How to pay in one line, chosen from many codes in the order people ask. The medicine line is in `card_lines`."""

from collections.abc import Collection

from handrail.directory.domain.code_groups import CodeGroup
from handrail.directory.domain.first_facts import MATTER_MOST
from handrail.directory.domain.questions import among

PAYMENT_FIRST = ("NP", "MD", "SS", "PA", "MC", "PI", "MI", "SI", "ITU", "SF")
MOST_PAYMENTS = 4


def payments(codes: Collection[str]) -> tuple[tuple[str, ...], int]:
    """The first few ways to pay, and how many more it lists."""
    listed = among(codes, PAYMENT_FIRST)
    return listed[:MOST_PAYMENTS], len(listed[MOST_PAYMENTS:])


def languages_first(codes: Collection[str]) -> tuple[str, ...]:
    """The spoken languages it lists, those that most people ask for first."""
    asked = MATTER_MOST[CodeGroup.LANGUAGES]
    return (*among(codes, asked), *sorted(set(codes) - set(asked)))


def treats_no_opioid_use(codes: Collection[str]) -> bool:
    """By its own listing. A medicine listed beside it is a contradiction, which the medicine line asks about."""
    return "NOOP" in codes and not among(codes, ("MU", "BU"))
