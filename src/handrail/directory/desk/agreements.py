"""What the operator is before the law, and the signed papers with each organization (S18)."""

from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.accounts.domain.roles import Kind as OrganizationKind
from handrail.accounts.models import Organization
from handrail.accounts.organizations.words import KINDS as ORGANIZATION_KINDS
from handrail.accounts.queries import acting_as_operator
from handrail.directory.desk import agreement_words
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.kernel.refused_fields import refused_field
from handrail.privacy.agreements.actions import end_agreement, record_agreement
from handrail.privacy.agreements.queries import agreements_of, ended_on, holds, live_papers, operator_role
from handrail.privacy.domain.operator_roles import ROLES, AgreementKind, AgreementRefused, OperatorRole, RoleRules
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark, translate

REFUSED = 422
LONGEST = 200
NO_DAY = mark("Write each day as year, month and day: 2026-11-23.")
NO_KIND = mark("Choose what was signed.")
RECORDED = mark("Saved: the agreement is written down.")
ENDED = mark("Saved: the agreement ends on that day.")


@require_safe
@for_operators
def agreements(request: HttpRequest) -> HttpResponse:
    organizations = list(Organization.objects.filter(ended_at=None).order_by("name", "pk"))
    today = timezone.now().date()
    papers = live_papers(organizations=[each.public_id for each in organizations], on=today)
    role = operator_role()
    context = {
        "role": role,
        "rules": ROLES[role] if role else None,
        "setting": "HANDRAIL_OPERATOR_ROLE",
        "roles": list(OperatorRole),
        "organizations": [
            (each, ORGANIZATION_KINDS[each.kind], sorted(papers.get(each.public_id, ()))) for each in organizations
        ],
        "is_production": not settings.DEMONSTRATION,
        "words": agreement_words,
    }
    return desk_page(request, "agreements", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def agreements_with(request: HttpRequest, organization: str) -> HttpResponse:
    found, at = get_object_or_404(Organization, public_id=organization), timezone.now()
    if request.method != "POST":
        return organization_page(request, found, at)
    try:
        say(request, written(request, found, at))
    except AgreementRefused as refusal:
        return organization_page(request, found, at, refusal=refusal)
    return HttpResponseRedirect(reverse("desk-agreements-with", args=[found.public_id]))


def written(request: HttpRequest, found: Organization, at: datetime) -> str:
    """The one task that the pressed button names."""
    by = acting_as_operator(request.user)
    if ended := sent(request, "end"):
        agreement = next(
            (each for each in agreements_of(organization=found.public_id) if each.public_id == ended), None
        )
        if agreement is None:
            raise AgreementRefused(NO_KIND)
        end_agreement(agreement=agreement, on=day(request, "on"), by=by, at=at)
        return ENDED
    if sent(request, "kind") not in set(AgreementKind):
        raise AgreementRefused(NO_KIND, "kind")
    record_agreement(
        organization=found.public_id,
        kind=AgreementKind(sent(request, "kind")),
        begins_on=day(request, "begins_on"),
        ends_on=day(request, "ends_on") if sent(request, "ends_on") else None,
        where=sent(request, "where"),
        by=by,
        at=at,
    )
    return RECORDED


def day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(sent(request, name))
    except ValueError as error:
        raise AgreementRefused(NO_DAY, name) from error


def organization_page(
    request: HttpRequest, found: Organization, at: datetime, *, refusal: Exception | None = None
) -> HttpResponse:
    today, role = at.date(), operator_role()
    rows = agreements_of(organization=found.public_id)
    context = {
        "organization": found,
        "kind": ORGANIZATION_KINDS[found.kind],
        "rows": [(each, holds(each, on=today), ended_on(each)) for each in rows],
        "kinds": list(agreement_words.KINDS.items()),
        "needed": needed(ROLES[role]) if role and found.kind != OrganizationKind.OPERATOR else [],
        "typed": {name: sent(request, name) for name in ("kind", "begins_on", "ends_on", "where", "on", "end")},
        "today": today.isoformat(),
        "refusal": translate(str(refusal), language_of(request.path_info)) if refusal else "",
        "wrong": refused_field(refusal),
        "words": agreement_words,
    }
    return desk_page(request, "agreements_with", context, status=REFUSED if refusal else 200)


def needed(rules: RoleRules) -> list[AgreementKind]:
    """One of these must stand before this organization hands a record over through us."""
    return [kind for kind in AgreementKind if kind in rules.discloser]


def sent(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:LONGEST]
