"""Who runs a demonstration: both officers answer what people ask, since nobody answers about themselves; a writer and a
reviewer keep the health pages, since nobody publishes their own words."""

from datetime import datetime

from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization, User
from handrail.accounts.organizations.actions import open_organization
from handrail.privacy.domain.actors import PRODUCT

NAME = "Demonstration Operator (fictional)"


def bring_operator_to_life(*, officers: tuple[User, ...], writer: User, reviewer: User, at: datetime) -> None:
    """Each once: afterwards it is what whoever tries it made of it."""
    organization = Organization.objects.filter(name=NAME, kind=Kind.OPERATOR).first()
    organization = organization or open_organization(name=NAME, kind=Kind.OPERATOR, by=PRODUCT, at=at)
    roles = dict.fromkeys(officers, Role.PRIVACY_OFFICER) | {writer: Role.WRITER, reviewer: Role.REVIEWER}
    for user, role in roles.items():
        if not Membership.objects.filter(organization=organization, user=user).exists():
            Membership.objects.create(organization=organization, user=user, role=role, began_at=at)
