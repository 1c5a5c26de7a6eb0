"""Who signs for a minor: the law of the state, confirmed by an operator, or nobody (42 CFR 2.14; S26).

Handrail ships no table: the law differs by state and changes. An operator enters a state's rule with its source; until
then no identity of a minor moves and a human calls.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ADULT = 18
YOUNGEST_ACCOUNT = 13  # S26
YOUNGEST_IN_COMMUNITY = 18  # S26
BELIEVED_FOR = timedelta(days=365)  # an older confirmation is asked for anew; product choice


class Signer(StrEnum):
    """Whose signature a consent needs."""

    PERSON = "person"
    CALL = "a_human_calls"


@dataclass(frozen=True)
class StateRule:
    """From which age a minor may consent to treatment alone, and so alone to any disclosure of it."""

    state: str
    consents_from: int
    source: str
    confirmed_on: date


def who_signs(*, age: int, state: str, rules: Mapping[str, StateRule], on: date) -> Signer:
    """A minor who may consent signs, and only they. In every other case nothing moves until a human has called.

    No parent signs by default: asking them would tell them.
    """
    if age >= ADULT:
        return Signer.PERSON
    rule = rules.get(state)
    is_known = rule is not None and rule.confirmed_on <= on < rule.confirmed_on + BELIEVED_FOR
    return Signer.PERSON if rule is not None and is_known and age >= rule.consents_from else Signer.CALL


def may_have_account(age: int) -> bool:
    return age >= YOUNGEST_ACCOUNT


def may_join_community(age: int) -> bool:
    return age >= YOUNGEST_IN_COMMUNITY
