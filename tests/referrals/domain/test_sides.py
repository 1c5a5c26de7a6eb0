"""Who stands on which side, and who sees the mirror of the network."""

import pytest

from handrail.accounts.domain.roles import ROLES, Kind, meets_people
from handrail.referrals.domain.sides import may_send, sees_mirror


@pytest.mark.parametrize("kind", Kind)
def test_whoever_meets_people_may_send(kind):
    met = {role for role in ROLES[kind] if meets_people(role)}

    assert met == {role for role in ROLES[kind] if may_send(kind, role)}


@pytest.mark.parametrize(
    ("kinds", "sees"),
    [
        ([], False),
        ([Kind.HOSPITAL], True),
        ([Kind.PRISON_HEALTH], True),
        ([Kind.PEER_ORGANIZATION, Kind.OPERATOR], True),
        ([Kind.POLICE], False),
        ([Kind.CUSTODY], False),
        ([Kind.CLINIC, Kind.CUSTODY], False),
        ([Kind.REFERRAL_SERVICE], False),
        ([Kind.OPERATOR], False),
    ],
)
def test_mirror_is_seen_by_the_network_and_never_by_police_and_custody(kinds, sees):
    assert sees_mirror(kinds) == sees
