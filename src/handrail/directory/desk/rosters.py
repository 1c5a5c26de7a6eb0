"""Who is there for whatever ends in "a human": rosters, and the calls that wait for an answer (P10)."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.models import User
from handrail.accounts.queries import acting_as_operator
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.directory.desk.roster_form import RosterForm
from handrail.directory.opening_hours_words import DAY_WORDS, time_told
from handrail.kernel.refused_fields import refused_field
from handrail.messaging.actions import MessageRefused
from handrail.messaging.domain.rosters import DAYS, HoursRefused, PageState, minutes_since
from handrail.messaging.models import RosterPage
from handrail.messaging.rosters import queries
from handrail.messaging.rosters.actions import acknowledge, keep_roster
from handrail.messaging.rosters.queries import RosterRefused, is_staffed
from handrail.web.formats import in_one_line
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.time_zones import zone_within, zones_to_choose
from handrail.web.translation import mark, translate

REFUSED = 422
REFERRAL = "referral:"  # what a call is about, before its number
NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")
BAD_NAME = mark("Write a short name in small letters and dashes, such as warm-handover.")
SAVED = mark("Saved: this roster is kept from now on.")
TAKEN = mark("Saved: you have it. Nobody else is called.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def rosters(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    if request.method != "POST":
        return rosters_page(request, at)
    if "name" in request.POST:
        return new_roster(request, at)
    called = get_object_or_404(RosterPage, public_id=request.POST.get("page", "")[:16])
    try:
        acknowledge(page=called, by=acting_as_operator(request.user), at=at)
    except RosterRefused as refusal:
        return rosters_page(request, at, refusal=refusal)
    say(request, TAKEN)
    return HttpResponseRedirect(reverse("desk-rosters"))


def new_roster(request: HttpRequest, at: datetime) -> HttpResponse:
    """Only its name is asked for here; its own page keeps it."""
    name = request.POST["name"].strip().lower()
    if not NAME.fullmatch(name):
        return rosters_page(request, at, refusal=RosterRefused(BAD_NAME, "name"))
    return HttpResponseRedirect(reverse("desk-rosters-one", args=[name]))


def rosters_page(request: HttpRequest, at: datetime, *, refusal: Exception | None = None) -> HttpResponse:
    everybody, language = queries.rosters(), language_of(request.path_info)
    answered = queries.calls_answered()
    people = {each.person_id for roster in everybody for each in roster.members.all()}
    people |= {call.acknowledged_by for call in answered}
    handles = dict(User.objects.filter(public_id__in=people).values_list("public_id", "username"))
    mine = {
        roster.pk
        for roster in everybody
        if any(each.person_id == request.user.public_id for each in roster.members.all())
    }
    context = {
        "rosters": [
            (
                roster,
                is_staffed(roster=roster, at=at),
                [(handles.get(each.person_id, ""), each.is_deputy) for each in queries.members_of(roster)],
            )
            for roster in everybody
        ],
        "calls": [told(call, at, language, is_mine=call.roster_id in mine) for call in queries.calls_open()],
        "answered": [
            (
                call,
                handles.get(call.acknowledged_by, ""),
                call.acknowledged_at.astimezone(ZoneInfo(call.roster.zone)).date(),
                minutes_since(call.called_at, at=call.acknowledged_at),
            )
            for call in answered
        ],
        "name": request.POST.get("name", "")[:40],
        "refusal": said(request, refusal),
        "wrong": refused_field(refusal),
    }
    return desk_page(request, "rosters", context, status=REFUSED if refusal else 200)


def clock_told(at: datetime, language: str) -> str:
    return in_one_line(time_told(at.hour * 60 + at.minute, language))


def told(call: RosterPage, at: datetime, language: str, *, is_mine: bool) -> dict[str, object]:
    """How long nobody has answered, and who was called when, by the clock of the roster."""
    zone = ZoneInfo(call.roster.zone)
    return {
        "call": call,
        "minutes": minutes_since(call.called_at, at=at),
        "is_missed": call.state == PageState.MISSED,
        "deputy_at": clock_told(call.deputy_called_at.astimezone(zone), language) if call.deputy_called_at else "",
        "zone": zone_within(call.roster.zone, language),
        "is_mine": is_mine,
        "referral": call.about.partition(":")[2] if call.about.startswith(REFERRAL) else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def roster(request: HttpRequest, roster: str) -> HttpResponse:
    if not NAME.fullmatch(roster):
        raise Http404
    held = queries.roster_called(name=roster)
    if request.method != "POST":
        return roster_page(request, roster, RosterForm.of(held) if held else RosterForm())
    form, at = RosterForm.from_post(request.POST), timezone.now()
    try:
        keep_roster(
            name=roster,
            zone=form.zone,
            week=form.hours(),
            minutes=form.clock(),
            people=form.people(),
            by=acting_as_operator(request.user),
            at=at,
        )
    except (RosterRefused, HoursRefused, MessageRefused) as refusal:
        return roster_page(request, roster, form, refusal=refusal)
    say(request, SAVED)
    return HttpResponseRedirect(reverse("desk-rosters"))


def roster_page(request: HttpRequest, name: str, form: RosterForm, *, refusal: Exception | None = None) -> HttpResponse:
    context = {
        "name": name,
        "form": form,
        "days": [(day, DAY_WORDS[day], form.week[day]) for day in DAYS],
        "zones": zones_to_choose(form.zone),
        "refusal": said(request, refusal),
        "wrong": refused_field(refusal),
    }
    return desk_page(request, "roster", context, status=REFUSED if refusal else 200)


def said(request: HttpRequest, refusal: Exception | None) -> str:
    return translate(str(refusal), language_of(request.path_info)) if refusal else ""
