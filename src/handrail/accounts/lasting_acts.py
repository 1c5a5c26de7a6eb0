"""Who no longer works where, and which organization is no more: no restored backup may undo it (S33, S34)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from handrail.accounts.models import Membership, Organization
from handrail.accounts.organizations.actions import close_membership, end_organization
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.lasting import LastingAct

Known = Iterable[tuple[str, datetime]]


def known_members() -> Known:
    """Of those who were erased nothing is left to end."""
    past = Membership.objects.exclude(ended_at=None).filter(user__subject__erased_at=None)
    return ((key, at) for key, at in past.values_list("public_id", "ended_at") if at)


@transaction.atomic
def member_again(*, key: str, at: datetime) -> bool:
    """The last lead too: what happened has happened."""
    live = Membership.objects.select_for_update(of=("self",)).filter(public_id=key, ended_at=None)
    membership = live.select_related("user", "organization").first()
    if membership is None:
        return False
    close_membership(membership, by=PRODUCT, at=at)
    return True


def known_organizations() -> Known:
    past = Organization.objects.exclude(ended_at=None).values_list("public_id", "ended_at")
    return ((key, at) for key, at in past if at)


@transaction.atomic
def organization_again(*, key: str, at: datetime) -> bool:
    organization = Organization.objects.select_for_update().filter(public_id=key, ended_at=None).first()
    if organization is None:
        return False
    end_organization(organization=organization, by=PRODUCT, at=at)
    return True


LASTING_ACTS = {
    "membership.ended": LastingAct(known_members, member_again),
    "organization.ended": LastingAct(known_organizations, organization_again),
}
