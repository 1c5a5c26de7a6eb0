"""The pages of a program's lead: with whom it works, a new one, and what the other side declared."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.models import Organization
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.directory.domain.partnerships import PartnershipRefused
from handrail.directory.models import Claim, Facility, Partnership
from handrail.directory.open_places.queries import facilities_named
from handrail.directory.own_places.queries import claims_spoken_for
from handrail.directory.partnerships import queries
from handrail.directory.partnerships.actions import ending, saying
from handrail.directory.partnerships.lines import line_of
from handrail.directory.partnerships.rights import partner_lead
from handrail.directory.partnerships.words import choice_named, choices
from handrail.directory.program_doors import for_holders
from handrail.directory.queries import facility_by_public_id
from handrail.kernel.refused_fields import refused_field
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.translation import mark

REFUSED = 422
LONGEST = 300
CHOOSE = mark("Choose what leads to what.")
CHOOSE_OURS = mark("Choose which of your places.")


for_leads = for_holders(partner_lead)


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def partners(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """By POST it finds a place by its name, which is no part of an address."""
    at, text = timezone.now(), sent(request, "name")
    rows = queries.partnerships_of(organization=organization)
    named = facilities_named(text=text)
    context = {
        "organization": organization,
        "lines": [line_of(each, organization=organization, at=at) for each in rows],
        "keeps_any": bool(claims_spoken_for(organization=organization)),
        "text": text,
        "is_asked": request.method == "POST",
        "found": queries.other_kept_places(organization=organization, among=named) if named else [],
    }
    return page(request, "directory/partners/partners.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def new_partner(request: SignedInRequest, organization: Organization, facility: str) -> HttpResponse:
    other = facility_by_public_id(public_id=facility)
    if other is None:
        raise Http404
    ours = claims_spoken_for(organization=organization)
    if request.method != "POST":
        return new_page(request, organization, other, ours)
    try:
        made = declared(request, other, ours)
    except PartnershipRefused as refusal:
        return new_page(request, organization, other, ours, refusal=refusal)
    return HttpResponseRedirect(reverse("partners-one", args=[organization.public_id, made.public_id]))


def declared(request: SignedInRequest, other: Facility, ours: list[Claim]) -> Partnership:
    chosen = choice_named(sent(request, "what"))
    if chosen is None:
        raise PartnershipRefused(CHOOSE, "what")
    claim = next((each for each in ours if each.public_id == sent(request, "ours")), None)
    if claim is None:
        raise PartnershipRefused(CHOOSE_OURS, "ours")
    return saying.declare(
        ours=claim,
        other=other,
        kind=chosen[0],
        side=chosen[1],
        nobody_pays=is_ticked(request),
        by=request.user,
        at=timezone.now(),
    )


def new_page(
    request: HttpRequest,
    organization: Organization,
    other: Facility,
    ours: list[Claim],
    *,
    refusal: PartnershipRefused | None = None,
) -> HttpResponse:
    typed = {"what": sent(request, "what"), "ours": sent(request, "ours"), "nobody_pays": is_ticked(request)}
    context = {
        "organization": organization,
        "other": other,
        "ours": ours,
        "choices": choices(language_of(request.path_info)),
        "typed": typed,
        **refused(refusal),
    }
    return page(request, "directory/partners/new_partner.jinja", context, status=REFUSED if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def partner(request: SignedInRequest, organization: Organization, partnership: str) -> HttpResponse:
    found = queries.partnership_of(organization=organization, public_id=partnership)
    if found is None:
        raise Http404
    if request.method != "POST":
        return one_page(request, organization, found)
    try:
        done(request, organization, found)
    except PartnershipRefused as refusal:
        return one_page(request, organization, found, refusal=refusal)
    return HttpResponseRedirect(reverse("partners-one", args=[organization.public_id, found.public_id]))


def done(request: SignedInRequest, organization: Organization, found: Partnership) -> None:
    """The one task that the pressed button names."""
    task, at = sent(request, "task"), timezone.now()
    ours = line_of(found, organization=organization, at=at).ours
    if task == "end":
        ending.end(partnership=found, ours=ours, reason=sent(request, "reason"), by=request.user, at=at)
    elif task in ("confirm", "again"):
        act = saying.confirm if task == "confirm" else saying.say_again
        act(partnership=found, ours=ours, nobody_pays=is_ticked(request), by=request.user, at=at)
    else:
        raise Http404


def one_page(
    request: HttpRequest, organization: Organization, found: Partnership, *, refusal: PartnershipRefused | None = None
) -> HttpResponse:
    fresh = queries.partnership_of(organization=organization, public_id=found.public_id) or found
    context = {
        "organization": organization,
        "line": line_of(fresh, organization=organization, at=timezone.now()),
        "partnership": fresh,
        **refused(refusal),
    }
    return page(request, "directory/partners/partner.jinja", context, status=REFUSED if refusal else 200)


def refused(refusal: PartnershipRefused | None) -> dict[str, str]:
    return {"refused": str(refusal) if refusal else "", "wrong": refused_field(refusal)}


def is_ticked(request: HttpRequest) -> bool:
    return request.POST.get("nobody_pays") == "1"


def sent(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:LONGEST]
