"""The program's own pages for its open places: "Still true" in one tap, one more or one less, and the sheet."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.models import Organization
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.directory.claims.queries import claim_of
from handrail.directory.claims.rights import keeper
from handrail.directory.domain.open_places import OpenPlacesRefused, SaidBy
from handrail.directory.models import Claim
from handrail.directory.open_places.forms import SheetForm, read_seen
from handrail.directory.open_places.queries import Sheet, sheet, shelf_life
from handrail.directory.open_places.sheets import sheet_context
from handrail.directory.open_places.words import levels_told
from handrail.directory.own_places.access import for_counters
from handrail.directory.own_places.actions import nudging, speaking
from handrail.directory.own_places.answering import own_page
from handrail.directory.own_places.queries import group_named, is_spoken_for, kept_places
from handrail.directory.own_places.steps import steps_of
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark

CONFLICT, UNPROCESSABLE = 409, 422
RENEWED = mark("Saved: what %(name)s said is still true.")
SAVED = mark("Saved.")
LINK_SENT = mark("The link is on its way to your contact. One press there says that the numbers are still true.")
NOTHING_SAID = mark("Saved: nothing is said of this place now. Everybody reads “unknown: call to ask”.")
STEPS = {"more": 1, "less": -1}
PRESSED = ("still_true", "send_link", *STEPS)  # of these nothing was typed
THEIR_OWN = (SaidBy.PROGRAM,)  # of an operator they read what was said, and not the name


@require_http_methods(["GET", "HEAD"])
@for_counters
def our_open_places(request: SignedInRequest, organization: Organization) -> HttpResponse:
    at, language = timezone.now(), language_of(request.path_info)
    context = {
        "organization": organization,
        "kept": [
            (each, levels_told(each.places, at=at, language=language))
            for each in kept_places(organization=organization, at=at)
        ],
        "is_keeper": keeper(organization=organization, user=request.user) is not None,
        "hours": hours_believed(),
    }
    return own_page(request, "our_open_places", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_counters
def open_places_of_ours(request: SignedInRequest, organization: Organization, claim: str) -> HttpResponse:
    """A page that is contested, given back or of a place listed no more is not found."""
    found = claim_of(organization=organization, public_id=claim)
    if found is None or not is_spoken_for(found):
        raise Http404
    at = timezone.now()
    if request.method != "POST":
        return fresh_page(request, found, at)
    try:
        return done(request, found, at)
    except OpenPlacesRefused as refusal:
        return refused_page(request, found, refusal, at)


def done(request: SignedInRequest, found: Claim, at: datetime) -> HttpResponse:
    """The one task that the pressed button names. Raises `OpenPlacesRefused`."""
    if "still_true" in request.POST:
        seen = read_seen(request.POST["still_true"])
        speaking.renew_at_desk(claim=found, seen=seen, by=request.user, at=at)
        say(request, RENEWED, name=found.place.name)
    elif "send_link" in request.POST:
        nudging.send_link(claim=found, by=request.user, at=at)
        say(request, LINK_SENT)
    elif task := next((name for name in STEPS if name in request.POST), None):
        step(request, found, task, at)
        say(request, SAVED)
    else:
        numbers, form = SheetForm.from_post(request.POST).read()
        if form.has_faults:
            return sheet_page(request, found, held_of(found, at), form, at, status=UNPROCESSABLE)
        speaking.say_at_desk(claim=found, numbers=numbers, seen=form.seen, by=request.user, at=at)
        say(request, SAVED if numbers else NOTHING_SAID)
    return HttpResponseRedirect(address_to_go(request, found))


def step(request: SignedInRequest, found: Claim, task: str, at: datetime) -> None:
    group = group_named(request.POST[task], held_of(found, at).numbers)
    if group is None:
        raise Http404
    seen = read_seen(request.POST.get("seen", ""))
    speaking.step_at_desk(claim=found, group=group, by_one=STEPS[task], seen=seen, by=request.user, at=at)


def address_to_go(request: HttpRequest, found: Claim) -> str:
    """Who pressed on the list goes on with the next place there."""
    organization = found.organization.public_id
    if "on_list" in request.POST:
        return reverse("our-open-places", args=[organization])
    return reverse("open-places-of-ours", args=[organization, found.public_id])


def refused_page(request: SignedInRequest, found: Claim, refusal: OpenPlacesRefused, at: datetime) -> HttpResponse:
    """What was typed stays, beside what is saved now."""
    if refusal.code == "not_kept":
        raise Http404
    held = held_of(found, at)
    is_pressed = any(name in request.POST for name in PRESSED)
    form = SheetForm.of(held.numbers, seen=held.seen) if is_pressed else SheetForm.from_post(request.POST)
    return sheet_page(request, found, held, form.seen_now(held.seen), at, refusal=refusal, status=CONFLICT)


def fresh_page(request: SignedInRequest, found: Claim, at: datetime) -> HttpResponse:
    held = held_of(found, at)
    return sheet_page(request, found, held, SheetForm.of(held.numbers, seen=held.seen), at)


def sheet_page(
    request: SignedInRequest,
    found: Claim,
    held: Sheet,
    form: SheetForm,
    at: datetime,
    *,
    refusal: OpenPlacesRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request.path_info)
    context = sheet_context(held, form, language, at=at, refusal=refusal, named=THEIR_OWN)
    more = {
        "organization": found.organization,
        "claim": found,
        "steps": steps_of(held, at=at, language=language),
        "hours": hours_believed(),
        "has_contact": nudging.contact_to_write_to(found.place) is not None,
    }
    return own_page(request, "open_places_of_ours", context | more, status=status)


def held_of(found: Claim, at: datetime) -> Sheet:
    return sheet(facility=found.place, at=at)


def hours_believed() -> str:
    return f"{shelf_life().total_seconds() / 3600:g}"
