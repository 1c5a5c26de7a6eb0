import pytest

from handrail.accounts.domain.roles import Kind
from handrail.referrals.domain.sides import sees_mirror


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
