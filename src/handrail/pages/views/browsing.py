"""Reading the directory from state to town to facility: public pages whose addresses tell what they show (P1)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.browsing import queries
from handrail.directory.browsing.towns import State, town_tables
from handrail.directory.card_facts import card_facts
from handrail.directory.said_beside import with_what_was_said
from handrail.pages.views.carrying import reading_page
from handrail.web.language import language_of
from handrail.web.stateless_forms import stateless_form

FEW_TOWNS = 40  # above this, letters to jump to stand over the list


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def browse(request: HttpRequest) -> HttpResponse:
    overview = queries.overview(language=language_of(request.path_info))
    return reading_page(request, "pages/browse.jinja", {"overview": overview, "text": ""})


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def browse_state(request: HttpRequest, state: str) -> HttpResponse:
    found = known_state(state)
    if state != found.slug:
        return redirect(reverse("browse_state", args=[found.slug]), permanent=True, preserve_request=True)
    towns = queries.towns_of(state=found.code)
    letters: dict[str, list[object]] = {}
    for town in towns:
        letters.setdefault(town.slug[0].upper(), []).append(town)
    context = {"state": found, "letters": letters, "has_letters": len(towns) > FEW_TOWNS}
    return reading_page(request, "pages/browse_state.jinja", context)


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def browse_town(request: HttpRequest, state: str, place: str) -> HttpResponse:
    found = known_state(state)
    town = queries.town_called(state=found.code, slug=place)
    if town is None:
        raise Http404
    if (state, place) != (found.slug, town.slug):
        return redirect(reverse("browse_town", args=[found.slug, town.slug]), permanent=True, preserve_request=True)
    language = language_of(request.path_info)
    shown = queries.page_of_town(town=town, asked=request.GET.get("page", "1"))
    cards = [card_facts(facility, language) for facility in shown.facilities]
    context = {
        "state": found,
        "town": town,
        "shown": shown,
        "cards": with_what_was_said(cards, language, at=timezone.now()),
        "near": town_tables().near(town),
    }
    return reading_page(request, "pages/browse_town.jinja", context)


def known_state(slug: str) -> State:
    found = queries.state_called(slug=slug)
    if found is None:
        raise Http404
    return found
