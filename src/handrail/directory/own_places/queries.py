"""For which places a program speaks, and what was said of them last."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from handrail.accounts.models import Organization
from handrail.directory.domain.claims import State
from handrail.directory.domain.open_places import Group, OpenPlace
from handrail.directory.models import Claim, Facility, OpenPlacesEvent
from handrail.directory.open_places.forms import group_name
from handrail.directory.open_places.queries import open_places_of


def is_spoken_for(claim: Claim) -> bool:
    """Undisputed, by an organization that exists, and of a place that is listed now."""
    place = claim.place
    is_listed = place.gone_since_year is None and place.merged_into_id is None and place.closed_at is None
    return claim.state == State.VERIFIED and claim.organization.ended_at is None and is_listed


def claims_spoken_for(*, organization: Organization) -> list[Claim]:
    """By the name of the place."""
    rows = Claim.objects.keeping().filter(organization=organization, state=State.VERIFIED)
    rows = rows.select_related("facility__merged_into", "organization").order_by("facility__name", "pk")
    return [claim for claim in rows if is_spoken_for(claim)]


def claims_by_place(*, organization: Organization, public_ids: Collection[str]) -> dict[str, Claim]:
    """Of those ids, the places for which the organization speaks, each with the claim by which it does."""
    wanted = set(public_ids)
    return {
        claim.place.public_id: claim
        for claim in claims_spoken_for(organization=organization)
        if claim.place.public_id in wanted
    }


@dataclass(frozen=True)
class Kept:
    """A place that the program keeps: what it said last, and the number by which a change is noticed."""

    claim: Claim
    facility: Facility
    places: tuple[OpenPlace, ...]
    seen: int


def kept_places(*, organization: Organization, at: datetime) -> list[Kept]:
    claims = claims_spoken_for(organization=organization)
    ids = [claim.place.pk for claim in claims]
    places = open_places_of(facility_ids=ids, at=at)
    last = OpenPlacesEvent.objects.filter(facility__in=ids).order_by().values_list("facility_id")
    seen = dict(last.annotate(last=Max("pk")))
    return [Kept(claim, claim.place, places.get(claim.place.pk, ()), seen.get(claim.place.pk, 0)) for claim in claims]


def group_named(text: str, groups: Collection[Group]) -> Group | None:
    """As the buttons of the page name it."""
    return next((group for group in groups if name_of(group) == text), None)


def name_of(group: Group) -> str:
    return group_name(group)
