"""Places for one need, found by name, town or ZIP code: what each lists of it, who has room, and how far it is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.directory.domain.open_places import OpenPlace, Sex, State, state_together
from handrail.directory.listing import MOST_ON_A_PAGE, facility_list
from handrail.directory.models import Facility
from handrail.directory.open_places.queries import MOST_FOUND, facilities_named, open_places_of
from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import is_zip, resolve_place
from handrail.kernel.geography import great_circle_miles
from handrail.referrals.domain.fitting import Asked, Fit, Wanted, asked_of, fit_of, order_of
from handrail.referrals.domain.holds import told_for
from handrail.referrals.models import Referral

CIRCLES = (25, 100)  # miles: the second where nobody is listed within the first. Product choice
MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class FoundPlace:
    """`fit`: None where no need is written yet. `room`: what its program said for such a person, fresh or not."""

    facility: Facility
    fit: Fit | None = None
    room: tuple[OpenPlace, ...] = ()
    miles: float | None = None

    @property
    def room_state(self) -> State:
        return state_together(self.room)


@dataclass(frozen=True)
class Found:
    """The best first. `is_cut`: there are more than are shown."""

    places: tuple[FoundPlace, ...] = ()
    is_cut: bool = False


def places_found(
    *, text: str, wanted: Wanted | None, at: datetime, without: Collection[Facility] = ()
) -> Found:  # fmt: skip
    """All that the words mean, those that fit first and the nearest of these; none is left out for what it lacks."""
    named, point = facilities_named(text=text, most=MOST_LOOKED_AT), place_meant(text)
    if point is not None and not is_a_place(text, point, named):
        point = None
    rows = {each.pk: each for each in [*named, *near(point)] if each not in without}
    judged = judged_places(places=list(rows.values()), wanted=wanted, point=point, at=at)
    reached = [each for each in judged if each.miles is None or each.miles <= CIRCLES[-1]]
    ordered = sorted(reached, key=order)
    return Found(tuple(ordered[:MOST_FOUND]), len(ordered) > MOST_FOUND)


def order(found: FoundPlace) -> tuple[object, ...]:
    facility, miles = found.facility, found.miles
    fit = order_of(found.fit, room=found.room_state) if found.fit else ()
    return *fit, miles is None, miles or 0, facility.name, facility.city, facility.pk


def wanted_for(referral: Referral, *, leaves_custody: bool, at: datetime) -> Wanted:
    return Wanted(
        referral.need,
        is_pregnant=referral.is_pregnant,
        language=referral.language,
        leaves_custody=leaves_custody,
        ahead=referral.ahead_at(at),
    )


def judged_places(
    *, places: Sequence[Facility], wanted: Wanted | None, at: datetime, point: Place | None = None
) -> list[FoundPlace]:
    """In the order given, in one query: what each lists of the need, and what was said of its room."""
    asked = asked_of(wanted) if wanted else ()
    told = open_places_of(facility_ids=[each.pk for each in places], at=at) if wanted and not wanted.ahead else {}
    return [judged(each, wanted, asked, told.get(each.pk, ()), point) for each in places]


def judged(
    facility: Facility,
    wanted: Wanted | None,
    asked: Iterable[Asked],
    told: Collection[OpenPlace],
    point: Place | None,
) -> FoundPlace:
    miles = miles_from(point, facility)
    if wanted is None:
        return FoundPlace(facility, miles=miles)
    return FoundPlace(facility, fit_of(asked, facility.code_list), room_for(wanted, told), miles)


def room_for(wanted: Wanted, told: Collection[OpenPlace]) -> tuple[OpenPlace, ...]:
    """A bed for men alone is none for somebody who is pregnant."""
    fits = told_for(wanted.need, told)
    return tuple(each for each in fits if each.group.sex is not Sex.MEN) if wanted.is_pregnant else fits


def place_meant(text: str) -> Place | None:
    try:
        return resolve_place(text)
    except (PlaceUnknown, PlaceAmbiguous):
        return None


def is_a_place(text: str, point: Place, named: Sequence[Facility]) -> bool:
    """A word may name a town and a program far from it: then the program is meant, unless one stands in that town."""
    town = point.label.rpartition(",")[0].casefold()
    return is_zip(text) or not named or any(each.city.casefold() == town for each in named)


def near(point: Place | None) -> list[Facility]:
    """Listed places around, the nearest first, in the smallest circle that has any."""
    if point is None:
        return []
    for miles in CIRCLES:
        found = facility_list(
            point=(point.latitude, point.longitude), radius_miles=miles, chosen={}, page_size=MOST_ON_A_PAGE
        )
        rows = [each.facility for each in found.rows if is_listed(each.facility)]
        if rows:
            return rows
    return []


def is_listed(facility: Facility) -> bool:
    """The index may be a moment older than the record."""
    return facility.gone_since_year is None and facility.merged_into_id is None and facility.closed_at is None


def miles_from(point: Place | None, facility: Facility) -> float | None:
    if point is None or facility.latitude is None or facility.longitude is None:
        return None
    return float(great_circle_miles(point.latitude, point.longitude, facility.latitude, facility.longitude))
