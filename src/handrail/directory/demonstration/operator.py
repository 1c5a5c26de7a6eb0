"""Who runs a demonstration: both answer what people ask, since nobody answers about themselves."""

from datetime import datetime

from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization, User
from handrail.accounts.organizations.actions import open_organization
from handrail.privacy.domain.actors import PRODUCT

NAME = "Demonstration Operator (fictional)"


def bring_operator_to_life(*, officers: tuple[User, ...], at: datetime) -> None:
    """Once: afterwards it is what whoever tries it made of it."""
    if Organization.objects.filter(name=NAME, kind=Kind.OPERATOR).exists():
        return
    organization = open_organization(name=NAME, kind=Kind.OPERATOR, by=PRODUCT, at=at)
    for user in officers:
        Membership.objects.create(organization=organization, user=user, role=Role.PRIVACY_OFFICER, began_at=at)
