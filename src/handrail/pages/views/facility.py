"""One facility, with everything that is known of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.browsing.queries import state_called, town_called
from handrail.directory.call_lines import may_be_called
from handrail.directory.calls.numbers_found import NOTHING_FOUND, numbers_found
from handrail.directory.calls.queries import trust_of
from handrail.directory.models import Facility
from handrail.directory.next_to_call import next_places
from handrail.directory.open_places.queries import open_places_of
from handrail.directory.open_places.words import levels_told
from handrail.directory.page_facts import Caller, page_facts
from handrail.directory.places.town_slugs import town_slug
from handrail.directory.queries import facility_by_public_id, same_building
from handrail.directory.shown import note_shown
from handrail.learn.reading.queries import pages_called
from handrail.pages.forms import Search
from handrail.pages.views.carrying import paths_search, reading_page
from handrail.pathways.wording import say_ask
from handrail.referrals.self_referring.queries import programs_that_answer
from handrail.web.language import language_of
from handrail.web.stateless_forms import stateless_form

GUIDES = ("when-you-call", "paying")  # health pages to read before calling


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def facility(request: HttpRequest, public_id: str) -> HttpResponse:
    found = facility_by_public_id(public_id=public_id)
    if found is None:
        raise Http404
    language, at = language_of(request.path_info), timezone.now()
    places = open_places_of(facility_ids=[found.pk], at=at).get(found.pk, ())
    search = paths_search(request, at) or Search()
    caller = Caller(search.who, search.about, search.covers)
    shown = page_facts(found, language, caller=caller, found=numbers_found(at=at).get(found.pk, NOTHING_FOUND))
    context = {
        "facility": found,
        "shown": shown,
        "facts": shown.facts,
        "levels": levels_told(places, at=at, language=language),
        "trust": trust_of(found, at, language),
        "neighbors": same_building(facility=found),
        "next_cards": next_places(found, language, about=search.about, at=at),
        "about": search.about,
        "may_be_called": may_be_called(found),
        "is_answering": found.pk in programs_that_answer(at=at),
        "helps": caller.is_for_another,
        "guides": pages_called(GUIDES, language=language) if may_be_called(found) else [],
        "transfer": say_ask("ask_transfer", language, helps=caller.is_for_another)
        if search.medicine and shown.is_about_opioids
        else "",
        **where(found),
    }
    note_shown([found.pk], at)
    return reading_page(request, "pages/facility.jinja", context)


def where(facility: Facility) -> dict[str, Any]:
    """Its state and town, where they have pages that list it."""
    state = state_called(slug=facility.state)
    return {"state": state, "town": town_called(state=state.code, slug=town_slug(facility.city)) if state else None}
