"""Two tables that say who hands people over agree: the account page offers what the desk then opens."""

import pytest

from handrail.accounts.domain.roles import ROLES, Kind, meets_people
from handrail.referrals.domain.sides import may_send


@pytest.mark.parametrize("kind", Kind)
def test_whoever_meets_people_may_send(kind):
    met = {role for role in ROLES[kind] if meets_people(role)}

    assert met == {role for role in ROLES[kind] if may_send(kind, role)}
