"""Whom the clock asks next, without a name (S22): the legs that were chosen, then the nearest that could have room."""

import math
from collections.abc import Collection
from datetime import datetime

from django.db.models import F
from django.db.models.expressions import CombinedExpression

from handrail.directory.domain.open_places import LISTED_BY
from handrail.directory.local_help.queries import box
from handrail.directory.models import Claim, Facility
from handrail.directory.open_places.queries import open_places_of
from handrail.kernel.geography import great_circle_miles
from handrail.referrals.asking.queries import programs_told
from handrail.referrals.domain.holds import could_fit
from handrail.referrals.domain.ladder import MOST_ASKED
from handrail.referrals.models import Referral, ReferralMove

MILES = 60  # about an hour on the road; product choice
MOST_LOOKED_AT = 200


def next_programs(*, referral: Referral, at: datetime) -> list[Facility]:
    """As many as may still be asked (S21). Never who has it now, who was asked, or who declined."""
    known = programs_known(referral)
    chosen = [leg.facility for leg in referral.legs.select_related("facility__merged_into")]
    found = unique([kept(each) for each in chosen], without=known)
    room = MOST_ASKED - len(programs_told(referral=referral))
    if len(found) < room and chosen:
        nearest = nearest_programs(chosen[0], referral, at=at)
        found = unique([*found, *nearest], without=known)
    return found[: max(0, room)]


def kept(facility: Facility) -> Facility:
    return facility.merged_into or facility


def unique(facilities: list[Facility], *, without: Collection[int]) -> list[Facility]:
    return [each for each in {each.pk: each for each in facilities}.values() if each.pk not in without]


def programs_known(referral: Referral) -> set[int]:
    """Every program that ever had this referral or its question."""
    asked = referral.questions.values_list("facility", "facility__merged_into")
    had = ReferralMove.objects.filter(referral=referral).values_list("facility", "facility__merged_into")
    now = [(referral.facility_id, None)]
    return {pk for pair in [*asked, *had, *now] for pk in pair if pk is not None}


def nearest_programs(origin: Facility, referral: Referral, *, at: datetime) -> list[Facility]:
    """Those who keep their page and list this level of care, unless they said that they are full."""
    if origin.latitude is None or origin.longitude is None:
        return []
    listed = [each for each in programs_around(origin) if LISTED_BY[referral.need.level] & set(each.codes.split())]
    told = open_places_of(facility_ids=[each.pk for each in listed], at=at)
    fitting = [each for each in listed if could_fit(referral.need, told.get(each.pk, ()))]
    return sorted(fitting, key=lambda each: (miles(origin, each), each.pk))


def programs_around(origin: Facility) -> list[Facility]:
    """In the same state: a program of another rarely takes this payer."""
    claims = Claim.objects.keeping().filter(state="verified")
    rows = Facility.objects.listed().filter(pk__in=claims.values("facility"), state=origin.state)
    near = rows.filter(box(origin.latitude, origin.longitude, MILES)).exclude(pk=origin.pk)
    nearest = near.order_by(squared(origin), "pk")[:MOST_LOOKED_AT]
    return [each for each in nearest if miles(origin, each) <= MILES]


def squared(origin: Facility) -> CombinedExpression:
    """About how far, as the database can order by it: so near, the earth is flat enough."""
    north, east = F("latitude") - origin.latitude, F("longitude") - origin.longitude
    narrow = math.cos(math.radians(origin.latitude)) ** 2
    return north * north + east * east * narrow


def miles(one: Facility, other: Facility) -> float:
    return great_circle_miles(one.latitude, one.longitude, other.latitude, other.longitude)
