"""Sheets to print and lists to share: made from public ids alone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.listing import facilities_named
from handrail.directory.models import Facility
from handrail.directory.said_beside import with_what_was_said
from handrail.pages.carried import carried
from handrail.pages.list_cards import list_card
from handrail.pages.picked import MOST_PICKED, well_formed
from handrail.pages.printed_path import printed_path
from handrail.pages.shared_list import SharedList
from handrail.pages.sheet import path_ids, sheet_places
from handrail.pages.views.carrying import paths_search, private, way_back
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

UNPROCESSABLE = 422
MOST_SHOWN = 2 * MOST_PICKED  # of a list that is too long: enough to take some away


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def print_sheet(request: HttpRequest) -> HttpResponse:
    """By GET, such as a reload, it says where to pick places: what was picked is kept in no address."""
    if request.method != "POST":
        return page(request, "pages/sheet_choose.jinja", {"cards": (), "is_for_sharing": False})
    at = timezone.now()
    legs = path_ids(request.POST.get("path", ""))
    ids = legs or well_formed(request.POST.getlist("pick"))
    if not 1 <= len(ids) <= MOST_PICKED:
        return choose(request, ids, is_for_sharing=False, at=at)
    return private(sheet(request, ids, is_path=bool(legs), at=at))


def sheet(request: HttpRequest, ids: tuple[str, ...], *, is_path: bool, at: datetime) -> HttpResponse:
    facilities, language = facilities_named(public_ids=ids), language_of(request.path_info)
    search = paths_search(request, at) if is_path else None
    context = way_back(carried(request.POST, at=at)) | {
        "printed": printed_path(search, ids, language, at=at) if search else None,
        # The host comes from the request: Django has refused every host that ALLOWED_HOSTS does not name.
        "places": sheet_places(facilities, language, absolute=request.build_absolute_uri, at=at),
        "missing": len(ids) - len(facilities),
        "is_path": is_path,
        "is_one_place": is_path and len(ids) == 1,
        "printed_on": day_where(facilities, at=at),
    }
    return page(request, "pages/sheet.jinja", context)


def day_where(facilities: Sequence[Facility], *, at: datetime) -> date:
    """Today at the first place: in an evening of the US the day of UTC is tomorrow already."""
    state = facilities[0].state if facilities else ""
    return at.astimezone(ZoneInfo(zone_of_state(state))).date()


def choose(request: HttpRequest, ids: tuple[str, ...], *, is_for_sharing: bool, at: datetime) -> HttpResponse:
    """Too few or too many: what was picked stays, and nothing is made."""
    language = language_of(request.path_info)
    cards = [list_card(each, language) for each in facilities_named(public_ids=ids[:MOST_SHOWN])]
    context = way_back(carried(request.POST, at=at)) | {
        "cards": cards,
        "number": len(ids),
        "is_for_sharing": is_for_sharing,
    }
    return private(page(request, "pages/sheet_choose.jinja", context, status=UNPROCESSABLE))


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest) -> HttpResponse:
    """GET knows nothing: the ids are in the part of a link that stays in the browser, and a script sends them here."""
    if request.method != "POST":
        return page(request, "pages/shared_open.jinja", {})
    at = timezone.now()
    found = carried(request.POST, at=at)
    if "ids" in request.POST:
        chosen = SharedList.from_text(request.POST["ids"])
    elif found and found.kept_for == "shared":
        chosen = found.found
    else:
        ids = well_formed(request.POST.getlist("pick"))
        if not 1 <= len(ids) <= MOST_PICKED:
            return choose(request, ids, is_for_sharing=True, at=at)
        chosen = SharedList(ids)
    kept = found.context() if found else {"search": chosen.token(at=at), "kept_for": "shared"}
    return private(shared_page(request, chosen, kept, at))


def shared_page(request: HttpRequest, chosen: SharedList, kept: dict[str, Any], at: datetime) -> HttpResponse:
    language = language_of(request.path_info)
    facilities = facilities_named(public_ids=chosen.ids)
    cards = with_what_was_said([list_card(each, language) for each in facilities], language, at=at)
    context = kept | {
        "cards": cards,
        "is_own": kept["kept_for"] != "shared",
        "missing": len(chosen.ids) - len(facilities) + chosen.unreadable,
        "cut": chosen.cut,
        "link": request.build_absolute_uri(f"{reverse('facilities_shared')}#{chosen.fragment}"),
        "public": {card.facility.public_id: request.build_absolute_uri(card.address) for card in cards},
    }
    return page(request, "pages/shared.jinja", context)
