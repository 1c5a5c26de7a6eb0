"""Who may act on a claim: keepers of the organization's pages, and operators. Asked anew at each step."""

from handrail.accounts.domain.roles import Kind, Role, gives_pages_back, keeps_pages
from handrail.accounts.models import Membership, Organization, User
from handrail.accounts.queries import acting_as_operator, acting_for, membership_in
from handrail.directory.domain.claims import NOT_YOURS, ClaimRefused
from handrail.directory.models import Claim
from handrail.privacy.domain.actors import Actor


def keeper(*, organization: Organization, user: User) -> Membership | None:
    """Their membership, if it keeps the pages of the organization."""
    membership = membership_in(organization=organization, user=user)
    if membership is None:
        return None
    keeps = keeps_pages(Kind(membership.organization.kind), Role(membership.role))
    return membership if keeps else None


def acting_keeper(*, organization: Organization, user: User) -> Actor:
    """Raises `ClaimRefused` for everybody else."""
    membership = keeper(organization=organization, user=user)
    if membership is None:
        raise ClaimRefused(NOT_YOURS)
    return acting_for(membership)


def may_give_back(*, organization: Organization, user: User) -> bool:
    membership = membership_in(organization=organization, user=user)
    return membership is not None and gives_pages_back(Kind(membership.organization.kind), Role(membership.role))


def acting_operator(user: User) -> Actor:
    """Raises `ClaimRefused` for everybody else."""
    if not (user.is_active and user.is_staff):
        raise ClaimRefused(NOT_YOURS)
    return acting_as_operator(user)


def may_have_proposed(*, organization: Organization, user: User) -> bool:
    """Whoever asked for their deletion a moment ago acts for nobody either."""
    return user.is_active and user.hidden_at is None and keeper(organization=organization, user=user) is not None


def may_have_agreed(*, organization: Organization, user: User) -> bool:
    """The second person may also be an operator."""
    is_operator = user.is_active and user.hidden_at is None and user.is_staff
    return is_operator or may_have_proposed(organization=organization, user=user)


def is_insider(claim: Claim, user: User) -> bool:
    """Works there, or asked: nobody lets themselves in."""
    is_member = membership_in(organization=claim.organization, user=user) is not None
    return is_member or user.pk in (claim.asked_by_id, claim.confirmed_by_id)
