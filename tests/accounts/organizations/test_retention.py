"""Who worked where goes six years after it ended, invitations a month after they ran out (S33)."""

from datetime import timedelta

import pytest

from accounts.people import NOON, make_organization, make_staff
from handrail.accounts.models import Invitation, Membership, SignInReset
from handrail.accounts.organizations.actions import forget_past_memberships
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.retention import SIX_YEARS
from handrail.privacy.holds.actions import place_hold

pytestmark = pytest.mark.django_db

DAY, MOMENT = timedelta(days=1), timedelta(seconds=1)
OFFICER = Actor(ActorKind.STAFF, "officer", "clinic", "privacy_officer")


@pytest.fixture
def nurse():
    return make_staff(role="nurse")


def test_ended_membership_goes_after_six_years_and_a_live_one_stays(nurse):
    Membership.objects.update(ended_at=NOON)
    other = make_organization(name="Another")
    Membership.objects.create(organization=other, user=nurse, role="peer", began_at=NOON)

    counts = [forget_past_memberships(at=NOON + SIX_YEARS + later) for later in (timedelta(0), MOMENT, MOMENT)]

    assert counts == [0, 1, 0]
    assert [row.role for row in Membership.objects.all()] == ["peer"]


def test_membership_and_reset_stay_while_the_law_holds_the_record(nurse):
    Membership.objects.update(ended_at=NOON)
    lead = make_staff(organization=Membership.objects.get().organization, word="lantern")
    SignInReset.objects.create(
        organization=Membership.objects.first().organization, user=nurse, asked_by=lead, asked_at=NOON
    )
    place_hold(subject=nurse.subject, reason="Order 42", by=OFFICER, at=NOON)

    assert forget_past_memberships(at=NOON + 2 * SIX_YEARS) == 0


def test_reset_that_nobody_finished_goes_too(nurse):
    lead = make_staff(organization=Membership.objects.get().organization, word="lantern")
    SignInReset.objects.create(
        organization=Membership.objects.first().organization, user=nurse, asked_by=lead, asked_at=NOON
    )

    assert [forget_past_memberships(at=NOON + SIX_YEARS + MOMENT) for _ in range(2)] == [1, 0]


def test_invitation_goes_a_month_after_its_week(nurse):
    organization = Membership.objects.get().organization
    Invitation.objects.create(organization=organization, role="peer", made_by=nurse, link_id="x", made_at=NOON)

    counts = [forget_past_memberships(at=NOON + 37 * DAY + later) for later in (timedelta(0), MOMENT)]

    assert counts == [0, 1]
