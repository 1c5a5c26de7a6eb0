"""A week of meetings for paper: of a place, or of meetings that were picked."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.kernel.sealed_tokens import TokenRefused
from handrail.meetings.finder.choices import MILES
from handrail.meetings.finder.search import MeetingSearch, MeetingSearchRefused
from handrail.meetings.one_meeting.queries import meetings_named
from handrail.meetings.picking.picked import Picked
from handrail.meetings.views.reading import reading_page
from handrail.meetings.week.queries import WeekOf, week_near, zone_of_most
from handrail.meetings.week.sheet import sheet_of
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def week(request: HttpRequest) -> HttpResponse:
    """By GET, such as a reload, the form: neither a place nor what was picked is kept in an address."""
    if request.method != "POST":
        return form_page(request, MeetingSearch())
    at, chosen = timezone.now(), Picked.from_post(request.POST)
    return of_picks(request, chosen, at) if chosen.ids else of_place(request, at)


def of_picks(request: HttpRequest, chosen: Picked, at: datetime) -> HttpResponse:
    meetings = meetings_named(public_ids=chosen.ids)
    of_picked = WeekOf(meetings, zone_of_most(meetings), left_out=chosen.cut)
    return sheet_page(request, of_picked, at, missing=len(chosen.ids) - len(meetings))


def of_place(request: HttpRequest, at: datetime) -> HttpResponse:
    language = language_of(request.path_info)
    try:
        search = sent_search(request.POST, at)
    except TokenRefused:
        return form_page(request, MeetingSearch(), is_expired=True)
    try:
        return sheet_page(request, week_near(search, at=at), at)
    except MeetingSearchRefused as refusal:
        return form_page(request, search.with_errors(refusal.errors(language)))
    except PlaceUnknown as unknown:
        told = search.with_errors({"place": unknown.text(language)})
        return form_page(request, told, token=search.token(at=at), places=unknown.suggestions)
    except PlaceAmbiguous as ambiguous:
        told = search.with_errors({"place": ambiguous.text(language)})
        return form_page(request, told, token=search.token(at=at), places=ambiguous.choices)


def sent_search(post: QueryDict, at: datetime) -> MeetingSearch:
    """The form as sent, or the sealed search of a list or of this page, with the place that was then pressed."""
    if "search" not in post:
        return MeetingSearch.from_post(post)
    return MeetingSearch.from_token(post["search"], at=at).pressed(post)


def sheet_page(request: HttpRequest, week_of: WeekOf, at: datetime, *, missing: int = 0) -> HttpResponse:
    language = language_of(request.path_info)
    sheet = sheet_of(week_of.meetings, language, zone=week_of.zone, at=at)
    context = {
        "sheet": sheet,
        "place": week_of.place,
        "left_out": week_of.left_out,
        "order": week_of.order,
        "missing": missing + sheet.not_held,
        "printed_on": at.astimezone(ZoneInfo(week_of.zone)).date(),
    }
    return reading_page(request, "meetings/week.jinja", context)


def form_page(
    request: HttpRequest,
    search: MeetingSearch,
    *,
    is_expired: bool = False,
    token: str = "",
    places: Sequence[Place] = (),
) -> HttpResponse:
    """`places`: near spellings, or towns of one name, to press instead of typing again."""
    context = {"form": search, "miles": MILES, "is_expired": is_expired, "token": token, "places": places}
    status = UNPROCESSABLE if is_expired or search.errors else 200
    return page(request, "meetings/week_form.jinja", context, status=status)
