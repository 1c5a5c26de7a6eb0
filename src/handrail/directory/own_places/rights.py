"""Who speaks for a program about its open places. Asked anew at each step, as everything about claims is."""

from handrail.accounts.domain.roles import Kind, Role, says_what_is_open
from handrail.accounts.models import Membership, Organization, User
from handrail.accounts.queries import membership_in
from handrail.directory.domain.open_places import OpenPlacesRefused
from handrail.directory.models import Claim, Facility
from handrail.directory.own_places.queries import is_spoken_for


class NotKept(OpenPlacesRefused):
    """The page is contested, given back or taken away, the place is listed no more, or whoever speaks has left."""

    def __init__(self) -> None:
        super().__init__("Your organization does not keep this page at the moment.", code="not_kept")


def counter(*, organization: Organization, user: User) -> Membership | None:
    """Their membership, if they say what is open for the organization."""
    membership = membership_in(organization=organization, user=user)
    if membership is None:
        return None
    may = says_what_is_open(Kind(membership.organization.kind), Role(membership.role))
    return membership if may else None


def locked_place(claim: Claim) -> Facility:
    """Call it in a transaction: the claim stands as it is until that ends. Raises `NotKept`."""
    rows = Claim.objects.select_for_update(of=("self",)).select_related("facility__merged_into", "organization")
    held = rows.get(pk=claim.pk)
    if not is_spoken_for(held):
        raise NotKept
    return held.place
