"""`handrail dismiss_operator`: whoever is dismissed reaches the desk no more, is on no roster, and signed out."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.people import make_organization, make_staff
from factories import make_operator
from handrail.accounts.models import Membership, SignIn, User
from handrail.accounts.organizations.actions import dismiss_operator, end_membership
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import RosterMember
from handrail.messaging.rosters.actions import OnCall, keep_roster
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry
from signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return make_operator("meadow")


def put_on_a_roster(user, at):
    deputy = open_subject(by=PRODUCT, at=at)
    keep_roster(
        name=f"nights-{user.pk}", zone="America/Chicago", minutes=15, week={"mon": [["00:00", "12:00"]]},
        people=[
            OnCall(user.public_id, user.subject, Channel.SMS, "312 555 0191"),
            OnCall("deputy", deputy, Channel.SMS, "312 555 0192", is_deputy=True),
        ], by=PRODUCT, at=at,
    )  # fmt: skip


def on_call():
    return list(RosterMember.objects.exclude(person_id="deputy").values_list("person_id", flat=True))


def dismissed(account):
    out = StringIO()
    call_command("dismiss_operator", account, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("by_name", [True, False])
def test_dismissed_operator_finds_no_desk_and_is_signed_out(operator, by_name):
    client = Client()
    sign_in(client, operator)
    before = client.get("/desk/").status_code

    told = dismissed("meadow" if by_name else operator.public_id)

    operator.refresh_from_db()
    assert (before, client.get("/desk/").status_code == 200) == (200, False)
    assert (operator.is_staff, operator.is_superuser, operator.is_active) == (False, False, True)
    assert (SignIn.objects.count(), told) == (0, f"{operator.public_id} works at the desk no more.\n")
    assert AuditEntry.objects.get(what="operator.dismissed").about == f"account:{operator.public_id}"


def test_who_works_in_an_organization_stays_there_and_on_its_roster(operator):
    at = timezone.now()
    member = make_staff(organization=make_organization(), word="harbor")
    member.is_staff = True
    member.save()
    for user in (operator, member):
        put_on_a_roster(user, at)

    for user in (operator, member):
        dismiss_operator(user=user, by=PRODUCT, at=at)

    assert on_call() == [member.public_id]
    assert Membership.objects.live().filter(user=member).count() == 1


def test_who_leaves_the_operators_organization_leaves_desk_and_rosters(operator):
    at = timezone.now()
    member = make_staff(organization=make_organization(kind="operator"), word="harbor")
    User.objects.filter(pk=member.pk).update(is_staff=True)
    put_on_a_roster(member, at)
    membership = Membership.objects.get(user=member)
    make_staff(organization=membership.organization, word="other")

    end_membership(organization=membership.organization, public_id=membership.public_id, by=PRODUCT, at=at)

    assert (User.objects.get(pk=member.pk).is_staff, on_call()) == (False, [])


def test_who_has_no_task_there_cannot_lose_it():
    member = make_staff(organization=make_organization(), word="harbor")

    with pytest.raises(CommandError, match="Nobody of that id or name"):
        dismissed(member.public_id)
