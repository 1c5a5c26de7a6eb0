"""What others may ask about sign-ins."""

from handrail.accounts.models import Membership, User
from handrail.accounts.models.second_factors import HAS_SECOND_FACTOR
from handrail.privacy.domain.actors import Actor, ActorKind


def has_demonstration_users() -> bool:
    return User.objects.filter(is_demonstration=True).exists()


def acting_for_themselves(user: User) -> Actor:
    """Somebody with an account, doing what is theirs to do."""
    return Actor(ActorKind.PERSON, user.public_id)


def acting_for(membership: Membership) -> Actor:
    """A member, acting for the organization in their role there."""
    organization = membership.organization.public_id
    return Actor(ActorKind.STAFF, membership.user.public_id, organization, membership.role)


def is_staff(user: User) -> bool:
    """Who acts for an organization, or runs this installation: a second factor always (S14)."""
    return user.is_staff or Membership.objects.live().filter(user=user).exists()


def has_second_factor(user: User) -> bool:
    return User.objects.filter(HAS_SECOND_FACTOR, pk=user.pk).exists()
