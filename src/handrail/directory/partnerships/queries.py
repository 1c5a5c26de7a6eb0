"""Which places work together: for the two sides, for operators, and, where both said so, for searches."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from handrail.accounts.domain.roles import LISTED_KINDS
from handrail.accounts.models import Organization
from handrail.directory.domain.claims import State
from handrail.directory.domain.partnerships import PartnerKind, Partners, over_at
from handrail.directory.models import Claim, Facility, Partnership
from handrail.directory.own_places.queries import is_spoken_for

MOST_LISTED = 200
RELATED = (
    "first__facility__merged_into",
    "first__organization",
    "then__facility__merged_into",
    "then__organization",
)


def partners_now(at: datetime) -> dict[Partners, datetime]:
    """Confirmed by both, each of which keeps its page now; and until when. Searches read this, and nothing else."""
    rows = Partnership.objects.confirmed(on=at.date()).filter(
        first__state=State.VERIFIED,
        first__organization__ended_at=None,
        first__organization__kind__in=LISTED_KINDS,
        then__state=State.VERIFIED,
        then__organization__ended_at=None,
        then__organization__kind__in=LISTED_KINDS,
    )
    return {
        partners_of(each): over_at(each.ends_on)
        for each in rows.select_related(*RELATED).order_by("confirmed_at", "pk")
        if is_spoken_for(each.first) and is_spoken_for(each.then) and each.first.place != each.then.place
    }


def partners_of(partnership: Partnership) -> Partners:
    first, then = partnership.first.place.pk, partnership.then.place.pk
    if partnership.confirmed_at is None:
        raise ValueError("only what both said is known to anybody else")
    return Partners(PartnerKind(partnership.kind), first, then, partnership.confirmed_at.date())


def partnerships_of(*, organization: Organization) -> list[Partnership]:
    """Of one organization, on either side: what waits first, then what holds, then what ended."""
    rows = Partnership.objects.filter(Q(first__organization=organization) | Q(then__organization=organization))
    found = rows.select_related(*RELATED, "declared_by", "confirmed_by").order_by("-declared_at", "-pk")[:MOST_LISTED]
    return sorted(found, key=lambda each: (each.ended_at is not None, each.confirmed_at is not None))


def partnership_of(*, organization: Organization, public_id: str) -> Partnership | None:
    """None for a stranger."""
    rows = Partnership.objects.filter(Q(first__organization=organization) | Q(then__organization=organization))
    return rows.filter(public_id=public_id).select_related(*RELATED).first()


def open_partnerships() -> list[Partnership]:
    """For operators: what is declared and what holds, the newest first."""
    rows = Partnership.objects.open().select_related(*RELATED, "declared_by", "confirmed_by")
    return list(rows.order_by("-declared_at", "-pk")[:MOST_LISTED])


def open_partnership(*, public_id: str) -> Partnership | None:
    return Partnership.objects.open().filter(public_id=public_id).select_related(*RELATED).first()


def is_declared(*, first: Claim, then: Claim, kind: PartnerKind) -> bool:
    """Also of other rows of the same two places: merged ones are one place."""
    rows = Partnership.objects.open().filter(
        kind=kind, first__organization=first.organization_id, then__organization=then.organization_id
    )
    pair = (first.place.pk, then.place.pk)
    return any((each.first.place.pk, each.then.place.pk) == pair for each in rows.select_related(*RELATED))


def other_kept_places(*, organization: Organization, among: Collection[Facility]) -> list[Claim]:
    """Of these places, those that another program or clinic keeps and could confirm."""
    rows = Claim.objects.keeping().filter(
        Q(facility__in=among) | Q(facility__merged_into__in=among),
        state=State.VERIFIED,
        organization__kind__in=LISTED_KINDS,
    )
    rows = rows.exclude(organization=organization).select_related("facility__merged_into", "organization")
    return [claim for claim in rows.order_by("facility__name", "pk") if is_spoken_for(claim)]
