"""What others may ask about sign-ins."""

from typing import Any

from django.db.models import QuerySet

from handrail.accounts.domain.handles import seen_alike
from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization, Passkey, SignIn, User
from handrail.accounts.models.second_factors import HAS_SECOND_FACTOR
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.models import Subject
from handrail.privacy.queries import told_moment
from handrail.privacy.sealed_values import keys_of, opened

OPERATOR = "operator"


def has_demonstration_users() -> bool:
    return User.objects.filter(is_demonstration=True).exists()


def acting_for_themselves(user: User) -> Actor:
    """Somebody with an account, doing what is theirs to do."""
    return Actor(ActorKind.PERSON, user.public_id)


def acting_for(membership: Membership) -> Actor:
    """A member, acting for the organization in their role there."""
    organization = membership.organization.public_id
    return Actor(ActorKind.STAFF, membership.user.public_id, organization, membership.role)


def account_called(text: str) -> User | None:
    """By its random id, else by the name it signs in with: for commands, whose users could read the database anyway."""
    rows = User.objects.select_related("subject")
    return rows.filter(public_id=text).first() or rows.filter(handle_key=seen_alike(text)).first()


def privacy_officer(*, public_id: str) -> Actor | None:
    """Who answers for privacy in the organization that runs this installation; None for anybody else."""
    membership = privacy_officers().filter(user__public_id=public_id).first()
    return acting_for(membership) if membership else None


def has_privacy_officer() -> bool:
    return privacy_officers().exists()


def privacy_officers() -> QuerySet[Membership]:
    live = Membership.objects.live().filter(role=Role.PRIVACY_OFFICER, organization__kind=Kind.OPERATOR)
    return live.select_related("user", "organization")


def acting_as_operator(user: User) -> Actor:
    """Somebody who runs this installation, at the desk: for its operator, once that organization was opened."""
    operators = Organization.objects.filter(kind=Kind.OPERATOR, ended_at=None).order_by("made_at", "pk")
    organization = operators.values_list("public_id", flat=True).first()
    return Actor(ActorKind.STAFF, user.public_id, organization or "", OPERATOR)


def membership_in(*, organization: Organization, user: User) -> Membership | None:
    """As it stands now: a membership that ended a moment ago gives nothing."""
    rows = Membership.objects.live().filter(organization=organization, user=user)
    return rows.select_related("organization", "user__subject").first()


def roles_at_operator(*, user: User) -> frozenset[Role]:
    """What somebody is in the organizations that run this installation, as it stands now."""
    rows = Membership.objects.live().filter(user=user, organization__kind=Kind.OPERATOR)
    return frozenset(map(Role, rows.values_list("role", flat=True)))


def works_on_content(*, user: User) -> bool:
    """Whether they write or review health pages for this installation."""
    return bool(roles_at_operator(user=user) & {Role.REVIEWER, Role.WRITER})


def reads_numbers(*, user: User) -> bool:
    """Whether they are let in to read the numbers of the network, as an official of the State is."""
    return Role.DESK in roles_at_operator(user=user)


def is_staff(user: User) -> bool:
    """Who acts for an organization, or runs this installation: a second factor always (S14)."""
    return user.is_staff or Membership.objects.live().filter(user=user).exists()


def has_second_factor(user: User) -> bool:
    return User.objects.filter(HAS_SECOND_FACTOR, pk=user.pk).exists()


def export_for(*, subject: Subject) -> dict[str, Any]:
    """What this package keeps of a person: the name they sign in with, their devices, and for whom they act."""
    user = User.objects.filter(subject=subject).first()
    if user is None:
        return {}
    sign_ins = list(SignIn.objects.filter(user=user).order_by("began_at"))
    keys = keys_of(sign_ins)
    return {
        "name": user.get_username(),
        "began": told_moment(user.date_joined),
        "passkeys": [told_moment(made) for made in Passkey.objects.filter(user=user).values_list("made_at", flat=True)],
        "devices": [{**opened(one, "device", keys=keys), "began": told_moment(one.began_at)} for one in sign_ins],
        "acts_for": [
            {"organization": one.organization.name, "role": one.role, "began": told_moment(one.began_at)}
            for one in Membership.objects.filter(user=user).select_related("organization").order_by("began_at")
        ],
    }
