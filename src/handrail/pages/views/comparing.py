"""Two or three places of a list, side by side."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.listing import facilities_named
from handrail.directory.models import Facility
from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.directory.said_beside import with_what_was_said
from handrail.kernel.geography import great_circle_miles
from handrail.pages.carried import Carried, carried
from handrail.pages.comparison import FEWEST, MOST, comparison
from handrail.pages.list_cards import ListCard, list_card
from handrail.pages.picked import picked_ids
from handrail.pages.views.carrying import private, way_back
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """By GET, such as a reload, it says where to pick places: what was picked is kept in no address."""
    if request.method != "POST":
        return page(request, "pages/compare_choose.jinja", {"cards": (), "is_too_many": False})
    at = timezone.now()
    found = carried(request.POST, at=at)
    facilities = facilities_named(public_ids=picked_ids(request.POST))
    context = way_back(found)
    shown = cards(facilities, found, language_of(request.path_info))
    context["cards"] = with_what_was_said(shown, language_of(request.path_info), at=at)
    if not FEWEST <= len(facilities) <= MOST:
        context["is_too_many"] = len(facilities) > MOST
        return private(page(request, "pages/compare_choose.jinja", context, status=UNPROCESSABLE))
    context["comparison"] = comparison(facilities, language_of(request.path_info))
    return private(page(request, "pages/compare.jinja", context))


def cards(facilities: tuple[Facility, ...], found: Carried | None, language: str) -> list[ListCard]:
    """With the distance from where the person looked, if that is known."""
    place = place_of(found)
    return [list_card(each, language, miles=miles_to(each, place), picked=(each.public_id,)) for each in facilities]


def place_of(found: Carried | None) -> Place | None:
    text = getattr(found.found, "place", "") if found else ""
    try:
        return resolve_place(text) if text else None
    except (PlaceUnknown, PlaceAmbiguous):
        return None


def miles_to(facility: Facility, place: Place | None) -> float | None:
    if place is None or facility.latitude is None or facility.longitude is None:
        return None
    return great_circle_miles(place.latitude, place.longitude, facility.latitude, facility.longitude)
