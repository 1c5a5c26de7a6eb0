"""Only a minor who may consent signs; in every other case nothing moves and a human calls (42 CFR 2.14; S26)."""

from datetime import date, timedelta

import pytest

from handrail.privacy.domain.minors import Signer, StateRule, may_have_account, may_join_community, who_signs

ON = date(2026, 11, 23)
RULES = {"IL": StateRule("IL", 12, "an operator's source", ON - timedelta(days=30))}
OLD = {"IL": StateRule("IL", 12, "an operator's source", ON - timedelta(days=365))}
AHEAD = {"IL": StateRule("IL", 12, "an operator's source", ON + timedelta(days=1))}


@pytest.mark.parametrize(
    ("age", "state", "rules", "signer"),
    [
        (18, "IL", RULES, Signer.PERSON),
        (18, "ZZ", {}, Signer.PERSON),
        (17, "IL", RULES, Signer.PERSON),
        (12, "IL", RULES, Signer.PERSON),
        (11, "IL", RULES, Signer.CALL),
        (17, "WI", RULES, Signer.CALL),
        (17, "IL", {}, Signer.CALL),
        (17, "IL", OLD, Signer.CALL),
        (17, "IL", AHEAD, Signer.CALL),
    ],
)
def test_who_signs(age, state, rules, signer):
    assert who_signs(age=age, state=state, rules=rules, on=ON) is signer


def test_ages_of_accounts_and_community():
    assert [may_have_account(age) for age in (12, 13)] == [False, True]
    assert [may_join_community(age) for age in (17, 18)] == [False, True]
