"""The pages of a program: which places it keeps or asks for, the code we said by telephone, and what it changes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.models import Organization
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.accounts.sign_ins.doors import check_door, with_patience
from handrail.directory.calls.queries import hours_kept
from handrail.directory.claims import queries, words
from handrail.directory.claims.actions import claiming as actions
from handrail.directory.claims.hours_form import STANDING_OPEN, HoursForm
from handrail.directory.claims.queries import ClaimWords
from handrail.directory.claims.rights import keeper, may_give_back
from handrail.directory.domain.checked_values import FactRefused
from handrail.directory.domain.claims import KEEPING, LIVE, ClaimRefused, State
from handrail.directory.domain.listing_changes import OPEN, ChangeRefused, Field
from handrail.directory.listing_changes.actions import changing
from handrail.directory.listing_changes.queries import change_by_public_id, changes_of
from handrail.directory.models import Claim, Facility
from handrail.directory.open_places.queries import facilities_named, sheet
from handrail.directory.open_places.words import levels_told
from handrail.directory.opening_hours_words import DAY_WORDS
from handrail.directory.own_places.answering import own_page
from handrail.directory.own_places.queries import is_spoken_for
from handrail.directory.program_doors import for_holders
from handrail.directory.queries import facility_by_public_id
from handrail.kernel.refused_fields import refused_field
from handrail.messaging.actions import MessageRefused
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.saying import say

REFUSED = 422
LONGEST_WORDS, LONGEST = 1000, 200


for_keepers = for_holders(keeper)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def listings(request: HttpRequest, organization: Organization) -> HttpResponse:
    """By POST it finds a place by its name, which is no part of an address."""
    text = sent(request, "name")
    context = {
        "organization": organization,
        "claims": queries.claims_of(organization=organization),
        "text": text,
        "is_asked": request.method == "POST",
        "found": facilities_named(text=text),
        "is_lead": may_give_back(organization=organization, user=request.user),
        "words": words,
    }
    return page(request, "directory/listings/listings.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def ask(request: HttpRequest, organization: Organization, facility: str) -> HttpResponse:
    found = facility_by_public_id(public_id=facility)
    if found is None:
        raise Http404
    if request.method != "POST":
        return ask_page(request, organization, found)
    try:
        claim = actions.ask(
            facility=found, organization=organization, words=written(request), by=request.user, at=timezone.now()
        )
    except ClaimRefused as refusal:
        return ask_page(request, organization, found, refusal=refusal)
    say(request, words.ASKED)
    return HttpResponseRedirect(address_of(claim))


def written(request: HttpRequest) -> ClaimWords:
    return ClaimWords(
        who=sent(request, "who"), phone=sent(request, "phone"), evidence=sent(request, "evidence", LONGEST_WORDS)
    )


def ask_page(
    request: HttpRequest, organization: Organization, facility: Facility, *, refusal: Exception | None = None
) -> HttpResponse:
    context = {
        "organization": organization,
        "facility": facility,
        "typed": written(request),
        "refused": said(refusal),
        "wrong": refused_field(refusal),
    }
    return page(request, "directory/listings/ask.jinja", context, status=REFUSED if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
@with_patience
def listing(request: SignedInRequest, organization: Organization, claim: str) -> HttpResponse:
    found = queries.claim_of(organization=organization, public_id=claim)
    if found is None:
        raise Http404
    if request.method != "POST":
        return listing_page(request, found)
    try:
        done(request, found)
    except (ClaimRefused, ChangeRefused, FactRefused, MessageRefused) as refusal:
        return listing_page(request, found, refusal=refusal)
    say(request, words.AFTER_TASK[sent(request, "task")])
    return HttpResponseRedirect(address_of(found))


def done(request: SignedInRequest, found: Claim) -> None:
    """The one task that the pressed button names."""
    task, by, at = sent(request, "task"), request.user, timezone.now()
    if task == "code":
        check_door("claim code", request, at=at)
        actions.enter_code(claim=found, code=sent(request, "code"), by=by, at=at)
    elif task == "withdraw":
        actions.withdraw(claim=found, by=by, at=at)
    elif task == "propose" and sent(request, "field") in set(Field):
        language, field = language_of(request.path_info), Field(sent(request, "field"))
        text = HoursForm.from_post(request.POST).text if field is Field.HOURS else sent(request, "value")
        changing.propose(claim=found, field=field, text=text, language=language, by=by, at=at)
    elif task in ("agree", "stop"):
        change = change_by_public_id(public_id=sent(request, "change"))
        if change is None or change.claim_id != found.pk:
            raise Http404
        act = changing.agree if task == "agree" else changing.stop
        act(change=change, by=by, at=at)
    else:
        raise Http404


def listing_page(request: SignedInRequest, found: Claim, *, refusal: Exception | None = None) -> HttpResponse:
    fresh = queries.claim_of(organization=found.organization, public_id=found.public_id) or found
    context = {
        "organization": fresh.organization,
        "claim": fresh,
        "facility": fresh.place,
        **said_of(request, fresh),
        "is_live": fresh.state in LIVE,
        "newer": None
        if fresh.state in LIVE
        else queries.live_claim_of(facility=fresh.place, organization=fresh.organization),
        "is_kept": fresh.state == State.VERIFIED,
        "is_keeping": fresh.state in KEEPING,
        "may_give_back": may_give_back(organization=fresh.organization, user=request.user),
        "changes": [
            (change, change.state in OPEN, change.proposed_by_id == request.user.pk)
            for change in changes_of(claim=fresh)
        ],
        "fields": [(field, label) for field, label in words.FIELDS.items() if field != Field.HOURS],
        "typed": {name: sent(request, name) for name in ("field", "value")},
        "hours_form": hours_form(request, fresh),
        "standing_open": STANDING_OPEN,
        "days": list(DAY_WORDS.items()),
        "language": language_of(request.path_info),
        "hours": f"{changing.wait().total_seconds() / 3600:g}",
        "refused": said(refusal),
        "wrong": wrong_field(request, refusal),
        "words": words,
    }
    return own_page(request, "listing", context, status=REFUSED if refusal else 200)


def said_of(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """What the program said is open, where it may say so."""
    if not is_spoken_for(claim):
        return {"speaks": False}
    at = timezone.now()
    held = sheet(facility=claim.place, at=at)
    levels = levels_told(held.places, at=at, language=language_of(request.path_info))
    return {"speaks": True, "levels": levels, "seen": held.seen}


def wrong_field(request: HttpRequest, refusal: Exception | None) -> str:
    """What cannot be read of a proposal is its value, or a line of its hours."""
    if isinstance(refusal, FactRefused | MessageRefused):
        return "hours" if sent(request, "field") == Field.HOURS else "value"
    return refused_field(refusal)


def hours_form(request: HttpRequest, claim: Claim) -> HoursForm:
    """As typed, else what stands on the page now."""
    if sent(request, "field") == Field.HOURS:
        return HoursForm.from_post(request.POST)
    return HoursForm.of(hours_kept(facility=claim.place, at=timezone.now()))


def address_of(claim: Claim) -> str:
    return reverse("listing", args=[claim.organization.public_id, claim.public_id])


def sent(request: HttpRequest, name: str, most: int = LONGEST) -> str:
    return request.POST.get(name, "").strip()[:most]


def said(refusal: Exception | None) -> str:
    return str(refusal) if refusal else ""
