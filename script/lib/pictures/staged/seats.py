"""Those of a demonstration who have no sign-in: police, and the health service of a prison."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization, User
from handrail.accounts.organizations.actions import open_organization
from handrail.accounts.sign_ins.actions import begin_sign_in
from handrail.accounts.sign_ins.guard import SIGN_IN
from handrail.privacy.agreements.actions import record_agreement
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.operator_roles import AgreementKind

NAMES = {
    Kind.POLICE: "Demonstration Police (fictional)",
    Kind.CUSTODY: "Demonstration Jail (fictional)",
    Kind.PRISON_HEALTH: "Demonstration Prison Health (fictional)",
}
LONG = timedelta(days=30)


def cookies(kind: str, role: str, address: str) -> list[Any]:
    """Of a browser in which somebody of this kind of organization has come in."""
    return come_in(somebody(Kind(kind), Role(role)), address)


def cookies_of(name: str, address: str) -> list[Any]:
    """Of another browser of theirs."""
    return come_in(User.objects.get(username=name), address)


def come_in(user: User, address: str) -> list[Any]:
    client = Client()
    client.force_login(user)
    begun = begin_sign_in(user=user, is_shared_device=False, has_second_factor=True, at=timezone.now())
    session = client.session
    session[SIGN_IN] = begun.public_id
    session.save()
    name = settings.SESSION_COOKIE_NAME
    return [{"name": name, "value": client.cookies[name].value, "url": address}]


def somebody(kind: Kind, role: Role) -> User:
    held = Membership.objects.filter(organization__name=NAMES[kind], user__is_demonstration=True).first()
    return held.user if held else seated(kind, role)


def seated(kind: Kind, role: Role) -> User:
    at = timezone.now()
    user = User.objects.create_user(f"demo-{kind}", is_demonstration=True)
    organization = Organization.objects.filter(name=NAMES[kind]).first()
    organization = organization or open_organization(name=NAMES[kind], kind=kind, by=PRODUCT, at=at - LONG)
    Membership.objects.create(organization=organization, user=user, role=role, began_at=at - LONG)
    record_agreement(
        organization=organization.public_id,
        kind=AgreementKind.QSOA,
        begins_on=(at - LONG).date(),
        ends_on=None,
        where="Demonstration: nobody really signed this.",
        by=Actor(ActorKind.PERSON, user.public_id),
        at=at,
    )
    return user
