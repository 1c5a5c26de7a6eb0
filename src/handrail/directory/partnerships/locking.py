"""What each step of a partnership begins with: both claims and the row locked in one order, and who speaks for whom."""

from datetime import datetime

from handrail.accounts.models import User
from handrail.directory.domain.partnerships import NOT_YOURS, PartnershipRefused, PartnerSide
from handrail.directory.models import Claim, Partnership
from handrail.directory.partnerships.queries import RELATED
from handrail.directory.partnerships.rights import acting_lead, side_of
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor


def spoken_side(held: Partnership, ours: Claim, by: User) -> tuple[PartnerSide, Actor]:
    """Raises `PartnershipRefused` for whoever is of neither side."""
    actor = acting_lead(organization=ours.organization, user=by)
    side = side_of(held, ours.organization)
    if side is None:
        raise PartnershipRefused(NOT_YOURS)
    return side, actor


def locked_claims(*claims: Claim) -> dict[int, Claim]:
    """In one order, whoever locks them."""
    rows = Claim.objects.select_for_update(of=("self",)).select_related("facility__merged_into", "organization")
    return {claim.pk: claim for claim in rows.filter(pk__in=[each.pk for each in claims]).order_by("pk")}


def locked_with_claims(partnership: Partnership) -> tuple[Partnership, list[Claim]]:
    """The claims first, as whoever ends a claim locks them."""
    claims = locked_claims(partnership.first, partnership.then)
    rows = Partnership.objects.select_for_update(of=("self",)).select_related(*RELATED)
    return rows.get(pk=partnership.pk), list(claims.values())


def noted(what: str, partnership: Partnership, actor: Actor, at: datetime) -> None:
    record(what, by=actor, at=at, about=f"partnership:{partnership.public_id}")
