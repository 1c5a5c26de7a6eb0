"""Which places are kept, and for how many."""

from datetime import datetime

from django.db.models import Count, Expression, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from handrail.directory.domain.open_places import Group
from handrail.directory.models import Facility
from handrail.directory.open_places.queries import GROUP_COLUMNS, columns_of
from handrail.referrals.models import PlaceHold, Referral

PLACE = Coalesce("facility__merged_into_id", "facility_id")  # the row under which it is listed now


def places_kept() -> Expression:
    """For the directory: how many places of a group nobody else is sent to."""
    same = {name: OuterRef(name) for name in GROUP_COLUMNS}
    live = PlaceHold.objects.live().annotate(place=PLACE).filter(place=OuterRef("kept"), **same)
    return Coalesce(Subquery(live.order_by().values("place").annotate(count=Count("pk")).values("count")), Value(0))


def slots_taken(*, facility: Facility, group: Group) -> set[int]:
    """Ask it under the lock of the facility's row."""
    live = PlaceHold.objects.live().annotate(place=PLACE).filter(place=facility.pk)
    return set(live.filter(**columns_of(group)).values_list("slot", flat=True))


def hold_of(*, referral: Referral) -> PlaceHold | None:
    return PlaceHold.objects.live().filter(referral=referral).select_related("facility").first()


def referrals_past_their_place(*, at: datetime) -> QuerySet[Referral]:
    """Those whose place is kept no longer, whether it was counted or only promised."""
    ran_out = PlaceHold.objects.live().filter(until__lte=at).values("referral")
    return Referral.objects.filter(Q(pk__in=ran_out) | Q(stage="held", held_until__lte=at))
