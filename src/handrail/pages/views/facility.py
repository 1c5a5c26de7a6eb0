"""One facility, with everything that is known of it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.browsing.queries import state_called, town_called
from handrail.directory.calls.queries import trust_of
from handrail.directory.card_facts import medicine_line
from handrail.directory.facility_facts import phone
from handrail.directory.models import Facility
from handrail.directory.next_to_call import next_to_call
from handrail.directory.open_places.queries import open_places_of
from handrail.directory.open_places.words import levels_told
from handrail.directory.page_facts import page_facts
from handrail.directory.places.town_slugs import town_slug
from handrail.directory.queries import facility_by_public_id, same_building
from handrail.directory.shown import note_shown
from handrail.pages.carried import carried
from handrail.pages.forms import Search
from handrail.pages.views.carrying import reading_page
from handrail.pathways.wording import say
from handrail.web.language import language_of
from handrail.web.stateless_forms import stateless_form


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def facility(request: HttpRequest, public_id: str) -> HttpResponse:
    found = facility_by_public_id(public_id=public_id)
    if found is None:
        raise Http404
    language, at = language_of(request.path_info), timezone.now()
    places = open_places_of(facility_ids=[found.pk], at=at).get(found.pk, ())
    search = search_for_paths(request, at)
    shown = page_facts(found, language, about=search.about)
    context = {
        "facility": found,
        "shown": shown,
        "facts": shown.facts,
        "levels": levels_told(places, at=at, language=language),
        "trust": trust_of(found, at, language),
        "neighbors": same_building(facility=found),
        "next_places": [next_place(*near, language) for near in next_to_call(facility=found, about=search.about)],
        "about": search.about,
        "transfer": say("ask", "ask_transfer", language) if search.medicine and shown.is_about_opioids else "",
        **where(found),
    }
    note_shown([found.pk], at)
    return reading_page(request, "pages/facility.jinja", context)


def search_for_paths(request: HttpRequest, at: datetime) -> Search:
    """What the person asked for before they came here; by GET, an empty form."""
    found = carried(request.POST, at=at) if request.method == "POST" else None
    return (found.paths_search(at=at) if found else None) or Search()


def next_place(facility: Facility, miles: float, language: str) -> dict[str, Any]:
    number = phone(facility.phone, facility.state, language)
    medicine = medicine_line(facility.code_list, language)
    return {"facility": facility, "miles": miles, "phone": number, "medicine": medicine}


def where(facility: Facility) -> dict[str, Any]:
    """Its state and town, where they have pages that list it."""
    state = state_called(slug=facility.state)
    return {"state": state, "town": town_called(state=state.code, slug=town_slug(facility.city)) if state else None}
