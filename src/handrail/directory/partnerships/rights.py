"""Who speaks for a side of a partnership: a lead of a program or clinic that keeps its page. Asked anew each time."""

from handrail.accounts.domain.roles import LISTED_KINDS, Kind, Role, declares_partners
from handrail.accounts.models import Membership, Organization, User
from handrail.accounts.queries import acting_as_operator, acting_for, membership_in
from handrail.directory.domain.partnerships import NOT_YOURS, PartnershipRefused, PartnerSide
from handrail.directory.models import Claim, Partnership
from handrail.directory.own_places.queries import is_spoken_for
from handrail.privacy.domain.actors import Actor


def partner_lead(*, organization: Organization, user: User) -> Membership | None:
    """Their membership, if they say with whom the organization works."""
    membership = membership_in(organization=organization, user=user)
    if membership is None:
        return None
    may = declares_partners(Kind(membership.organization.kind), Role(membership.role))
    return membership if may else None


def acting_lead(*, organization: Organization, user: User) -> Actor:
    """Raises `PartnershipRefused` for everybody else."""
    membership = partner_lead(organization=organization, user=user)
    if membership is None or organization.ended_at is not None:
        raise PartnershipRefused(NOT_YOURS)
    return acting_for(membership)


def acting_operator(user: User) -> Actor:
    """Raises `PartnershipRefused` for everybody else."""
    if not (user.is_active and user.is_staff):
        raise PartnershipRefused(NOT_YOURS)
    return acting_as_operator(user)


def has_a_keeper(claim: Claim) -> bool:
    """A listed place, kept undisputed by a program or clinic."""
    return is_spoken_for(claim) and Kind(claim.organization.kind) in LISTED_KINDS


def side_of(partnership: Partnership, organization: Organization) -> PartnerSide | None:
    """For which side an organization speaks; None for a stranger."""
    for side, claim in partnership.claims.items():
        if claim.organization_id == organization.pk:
            return side
    return None
