"""From a whole path to a hand-over: whoever hands people over looks for paths, and takes the places of one with them.

The look is a search like any other: it is stored nowhere. Places and what was ticked go on in the form that is sent.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.directory.places.place import PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.pages import choices
from handrail.pages.forms import Search, SearchRefused
from handrail.pages.handing_over.carried_need import carried_fields
from handrail.pages.path_cards import Card, cards
from handrail.pathways.queries import find_paths
from handrail.pathways.telling_meetings import MeetingsTold, tell_meetings
from handrail.referrals.domain.sending import MOST_PLACES
from handrail.referrals.sending.access import Sender, for_senders
from handrail.web.language import language_of
from handrail.web.rendering import page

UNPROCESSABLE = 422
WHO = "client"  # whom the words speak of, to somebody who helps


@require_http_methods(["GET", "HEAD", "POST"])
@for_senders
def choose_path(request: SignedInRequest, senders: list[Sender]) -> HttpResponse:
    if request.method != "POST":
        return path_page(request, Search())
    search, language = Search.from_post(request.POST), language_of(request.path_info)
    try:
        shown = found_cards(search, language, timezone.now())
    except SearchRefused as refusal:
        return path_page(request, search.with_errors(refusal.errors(language)))
    except PlaceUnknown as unknown:
        return path_page(request, search.with_errors({"place": unknown.text(language)}))
    except PlaceAmbiguous as ambiguous:
        return path_page(request, search.with_errors({"place": ambiguous.text(language)}))
    found = [(card, picks(card), carried_fields(search, card.path.kind, language=language)) for card in shown]
    return path_page(request, search, {"cards": found, "meetings": meetings_of(shown, language), "is_asked": True})


def found_cards(search: Search, language: str, at: datetime) -> list[Card]:
    need = search.need()
    found = find_paths(need=need, place=resolve_place(search.place), language=language, at=at, who=WHO)
    return cards(found.paths, language)


def meetings_of(shown: Sequence[Card], language: str) -> MeetingsTold | None:
    """Those of the last leg: the same for all paths of one answer."""
    legs = (stop.leg for card in shown for stop in card.stops)
    tonight = next((leg.tonight for leg in legs if leg.tonight), None)
    return tell_meetings(tonight, language, WHO) if tonight else None


def picks(card: Card) -> list[str]:
    """The places of the path in their order, each once."""
    ids = [stop.facility.public_id for stop in card.stops if stop.facility is not None]
    return list(dict.fromkeys(ids))[:MOST_PLACES]


def path_page(request: HttpRequest, search: Search, more: Mapping[str, Any] = MappingProxyType({})) -> HttpResponse:
    context = {
        "form": search,
        "choices": choices,
        "cards": [],
        "meetings": None,
        "is_asked": False,
        "notices": (),
        **more,
    }
    return page(request, "pages/handing_over.jinja", context, status=UNPROCESSABLE if search.errors else 200)
