"""Who stands on which side, and who sees the mirror of the network."""

import pytest

from handrail.accounts.domain.roles import ROLES, Kind, Role, meets_people
from handrail.referrals.domain.sides import may_send, sees_mirror, sees_state_report


@pytest.mark.parametrize("kind", Kind)
def test_whoever_meets_people_may_send(kind):
    met = {role for role in ROLES[kind] if meets_people(role)}

    assert met == {role for role in ROLES[kind] if may_send(kind, role)}


NURSE, STATE = (Kind.HOSPITAL, Role.NURSE), (Kind.OPERATOR, Role.DESK)
GUARD = (Kind.CUSTODY, Role.OFFICER)


@pytest.mark.parametrize(
    ("held", "sees", "reports"),
    [
        ([], False, False),
        ([NURSE], True, False),
        ([(Kind.PRISON_HEALTH, Role.LEAD)], True, False),
        ([(Kind.PEER_ORGANIZATION, Role.PEER), (Kind.OPERATOR, Role.WRITER)], True, False),
        ([(Kind.POLICE, Role.OFFICER)], False, False),
        ([GUARD], False, False),
        ([NURSE, GUARD], False, False),
        ([(Kind.REFERRAL_SERVICE, Role.REFERRER)], False, False),
        ([(Kind.OPERATOR, Role.WRITER)], False, False),
        ([STATE], True, True),
        ([STATE, GUARD], False, False),
    ],
)
def test_mirror_and_report_are_seen_by_whom_they_are_for_and_never_by_police_and_custody(held, sees, reports):
    assert (sees_mirror(held), sees_state_report(held)) == (sees, reports)
