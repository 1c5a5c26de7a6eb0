"""The desk's pages for open places: who said what when, "Still true" in one tap, and the sheet of numbers."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.directory.domain.open_places import OpenPlacesRefused
from handrail.directory.domain.phone_numbers import dial_address
from handrail.directory.models import Facility
from handrail.directory.open_places import actions
from handrail.directory.open_places.forms import SheetForm, read_seen, words_of
from handrail.directory.open_places.queries import (
    Sheet,
    facilities_named,
    sheet,
    shelf_life,
    told_lately,
)
from handrail.directory.open_places.sheets import sheet_context
from handrail.directory.open_places.words import age_words, levels_told_at_desk
from handrail.directory.queries import PUBLIC_ID
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark, translate

RENEWED = mark("Saved: what %(name)s said is still true.")
SAVED = mark("Saved.")
NOTHING_SAID = mark("Saved: nothing is said of this place now. Everybody reads “unknown: call to ask”.")
NOTHING_TYPED = mark("Nothing is saved: no number is typed. Write how many are open now, or 0 if none is.")
CONFLICT, UNPROCESSABLE = 409, 422
LONGEST_TEXT = 200


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def open_places(request: HttpRequest) -> HttpResponse:
    """The list, longest ago first. By POST it also finds a facility: a name is no part of an address."""
    at, language = timezone.now(), language_of(request.path_info)
    text = request.POST.get("name", "").strip()[:LONGEST_TEXT]
    told = told_lately(at=at)
    context = {
        "text": text,
        "is_asked": request.method == "POST",
        "found": facilities_named(text=text),
        "told": [
            {
                "facility": each.facility,
                "levels": levels_told_at_desk(each.lines, each.numbers, at=at, language=language),
                "age": age_words(each.said_at, at=at, language=language),
                "seen": each.seen,
            }
            for each in told
        ],
        "hours": f"{shelf_life().total_seconds() / 3600:g}",
    }
    return desk_page(request, "open_places", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def open_places_sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    if not PUBLIC_ID.fullmatch(public_id):
        raise Http404
    facility = get_object_or_404(Facility.objects.listed(), public_id=public_id)
    at = timezone.now()
    if request.method != "POST":
        held = sheet(facility=facility, at=at)
        return sheet_page(request, held, SheetForm.of(held.numbers, seen=held.seen), at)
    return renewed(request, facility, at) if "still_true" in request.POST else saved(request, facility, at)


def renewed(request: HttpRequest, facility: Facility, at: datetime) -> HttpResponse:
    """From the list or the sheet. Where another has spoken since, the sheet shows what is true now."""
    language = language_of(request.path_info)
    try:
        actions.renew(facility=facility, by=request.user, at=at, seen=read_seen(request.POST["still_true"]))
    except OpenPlacesRefused as refusal:
        held = sheet(facility=facility, at=at)
        form = SheetForm.of(held.numbers, seen=held.seen)
        return sheet_page(request, held, form, at, refused=words_of(refusal, language), status=CONFLICT)
    say(request, RENEWED, name=facility.name)
    return HttpResponseRedirect(reverse("desk-open-places"))


def saved(request: HttpRequest, facility: Facility, at: datetime) -> HttpResponse:
    language = language_of(request.path_info)
    numbers, form = SheetForm.from_post(request.POST).read()
    held = sheet(facility=facility, at=at)
    if form.has_faults:
        return sheet_page(request, held, form, at, status=UNPROCESSABLE)
    if not numbers and not held.numbers:
        nothing = translate(NOTHING_TYPED, language)
        return sheet_page(request, held, form, at, refused=nothing, status=UNPROCESSABLE)
    try:
        actions.say(facility=facility, numbers=numbers, by=request.user, at=at, seen=form.seen)
    except OpenPlacesRefused as refusal:
        held = sheet(facility=facility, at=at)
        now = form.seen_now(held.seen)
        return sheet_page(request, held, now, at, refused=words_of(refusal, language), status=CONFLICT)
    say(request, SAVED if numbers else NOTHING_SAID)
    return HttpResponseRedirect(request.path_info)


def sheet_page(
    request: HttpRequest,
    held: Sheet,
    form: SheetForm,
    at: datetime,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = sheet_context(held, form, language_of(request.path_info), at=at, refused=refused)
    dial = dial_address(held.facility.phone, state=held.facility.state)
    return desk_page(request, "open_places_sheet", {**context, "dial": dial}, status=status)
