"""The page on which a lead makes keys for the organization's own system, and ends them. Operators may end them too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.api_keys.actions import MadeKey, make_key, revoke_key
from handrail.accounts.api_keys.queries import keys_of
from handrail.accounts.domain.api_keys import CHOICES_OF_DAYS, KeyRefused, has_keys
from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Organization
from handrail.accounts.organizations.access import for_managers
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.kernel.refused_fields import refused_field
from handrail.privacy.domain.actors import Actor
from handrail.web.rendering import page

LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def keys(request: SignedInRequest, organization: Organization, by: Actor) -> HttpResponse:
    if not has_keys(Kind(organization.kind)):
        raise Http404
    if request.method != "POST":
        return keys_page(request, organization, by)
    try:
        made = done(request, organization, by)
    except KeyRefused as refusal:
        return keys_page(request, organization, by, refusal=refusal)
    return keys_page(request, organization, by, made=made) if made else redirect("api-keys", organization.public_id)


def done(request: SignedInRequest, organization: Organization, by: Actor) -> MadeKey | None:
    """The one task that the pressed button names, and the key it made, if any."""
    at = timezone.now()
    if "revoke" in request.POST:
        revoke_key(organization=organization, public_id=sent(request, "revoke"), by=by, at=at)
        return None
    days = sent(request, "days")
    return make_key(
        organization=organization,
        label=sent(request, "label"),
        days=int(days) if days in map(str, CHOICES_OF_DAYS) else 0,
        user=request.user,
        by=by,
        at=at,
    )


def keys_page(
    request: HttpRequest,
    organization: Organization,
    by: Actor,
    *,
    refusal: KeyRefused | None = None,
    made: MadeKey | None = None,
) -> HttpResponse:
    """A new key stands on the answer itself: there is no page that would show it again."""
    at = timezone.now()
    context = {
        "organization": organization,
        "keys": [(key, key.is_live(at=at)) for key in keys_of(organization=organization)],
        "is_lead": by.role == Role.LEAD,
        "choices": CHOICES_OF_DAYS,
        "typed": "" if made else sent(request, "label"),
        "refused": str(refusal) if refusal else "",
        "wrong": refused_field(refusal),
        "made": made,
        "origin": f"{request.scheme}://{request.get_host()}",  # a host that this installation answers for
    }
    return page(request, "accounts/api_keys.jinja", context, status=422 if refusal else 200)


def sent(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:LONGEST]
