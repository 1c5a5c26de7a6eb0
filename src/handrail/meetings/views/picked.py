"""Meetings that were picked on a list or saved on a device: shown together, to keep, to print, or for a calendar."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.meetings.export.icalendar import calendar_of
from handrail.meetings.one_meeting.queries import meetings_named, published
from handrail.meetings.picking.cards import Card, picks_of
from handrail.meetings.picking.picked import Picked
from handrail.meetings.views.reading import reading_page
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form

UNPROCESSABLE = 422
CALENDAR = "text/calendar; charset=utf-8"


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def saved(request: HttpRequest) -> HttpResponse:
    """GET knows nothing: the ids are on the device, and a script sends them here in the body of a form."""
    if request.method != "POST":
        return page(request, "meetings/saved_open.jinja", {})
    return shown(request, is_saved=True)


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def picked(request: HttpRequest) -> HttpResponse:
    """By GET, such as a reload, it says where to pick meetings: what was picked is kept in no address."""
    if request.method != "POST":
        return page(request, "meetings/nothing_picked.jinja", {})
    return shown(request, is_saved=False)


def shown(request: HttpRequest, *, is_saved: bool) -> HttpResponse:
    at, chosen = timezone.now(), Picked.from_post(request.POST)
    if not chosen.ids:
        return reading_page(request, "meetings/nothing_picked.jinja", {}, status=UNPROCESSABLE)
    meetings = meetings_named(public_ids=chosen.ids)
    picks = picks_of(meetings, chosen, language_of(request.path_info), at=at, absolute=request.build_absolute_uri)
    if "calendar" in request.POST and picks.calendar:
        return calendar(picks.cards, at)
    return reading_page(request, "meetings/picked.jinja", {"picks": picks, "is_saved": is_saved})


def calendar(cards: Sequence[Card], at: datetime) -> HttpResponse:
    """The file itself, so that one press is enough and no address names what was picked."""
    weekly = [published(card.meeting) for card in cards if card.is_on_a_calendar]
    response = HttpResponse(calendar_of(weekly, at=at), content_type=CALENDAR)
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response
