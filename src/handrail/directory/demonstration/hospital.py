"""A hospital to try out, whose nurse hands people over. Nobody works there, and nobody signed its paper."""

from datetime import datetime, timedelta

from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization, User
from handrail.accounts.organizations.actions import open_organization
from handrail.privacy.agreements.actions import record_agreement
from handrail.privacy.agreements.queries import agreements_of
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.operator_roles import AgreementKind

NAME = "Demonstration Hospital (fictional)"
WHERE = "Demonstration: nobody really signed this."
LONG = timedelta(days=30)


def bring_hospital_to_life(*, nurse: User, at: datetime) -> None:
    """Once: afterwards it is what whoever tries it made of it. Without the paper no consent would let anything pass."""
    organization = Organization.objects.filter(name=NAME, kind=Kind.HOSPITAL).first()
    organization = organization or open_organization(name=NAME, kind=Kind.HOSPITAL, by=PRODUCT, at=at - LONG)
    if not Membership.objects.filter(organization=organization, user=nurse).exists():
        Membership.objects.create(organization=organization, user=nurse, role=Role.NURSE, began_at=at - LONG)
    if not agreements_of(organization=organization.public_id):
        record_agreement(
            organization=organization.public_id,
            kind=AgreementKind.QSOA,
            begins_on=(at - LONG).date(),
            ends_on=None,
            where=WHERE,
            by=Actor(ActorKind.PERSON, nurse.public_id),
            at=at,
        )
