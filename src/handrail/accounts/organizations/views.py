"""The pages of an organization: its team, invitations, and resets that two people make."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.domain.api_keys import has_keys
from handrail.accounts.domain.resets import ResetRefused
from handrail.accounts.domain.roles import LEAST, Kind, Role, RoleRefused
from handrail.accounts.models import Organization
from handrail.accounts.organizations import actions, queries
from handrail.accounts.organizations.access import for_managers
from handrail.accounts.organizations.words import KINDS, role_choices
from handrail.accounts.queries import acting_for_themselves
from handrail.accounts.resets.actions import agree_to_reset, ask_for_reset
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in, stepped_up
from handrail.privacy.domain.actors import Actor
from handrail.privacy.one_time_links.actions import MadeLink
from handrail.web.rendering import page
from handrail.web.translation import mark

LONGEST_NAME = 120
NO_NAME = mark("Please type the name of the organization.")


def for_operators(view):
    """Nobody else finds the page."""

    @signed_in
    def checked(request: HttpRequest) -> HttpResponse:
        if not request.user.is_staff:
            raise Http404
        return view(request)

    return checked


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
@stepped_up
def organizations(request: SignedInRequest) -> HttpResponse:
    """An operator opens an organization; its first lead is invited on its own page."""
    refused = ""
    if request.method == "POST":
        name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
        kind = request.POST.get("kind", "")
        if name and kind in set(Kind):
            by = acting_for_themselves(request.user)
            made = actions.open_organization(name=name, kind=Kind(kind), by=by, at=timezone.now())
            return redirect("team", made.public_id)
        refused = NO_NAME
    context = {"organizations": queries.organizations(), "kinds": list(KINDS.items()), "refused": refused}
    return page(request, "accounts/organizations.jinja", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def team(request: SignedInRequest, organization: Organization, by: Actor) -> HttpResponse:
    if request.method != "POST":
        return team_page(request, organization)
    try:
        link = done(request, organization, by)
    except (RoleRefused, ResetRefused, actions.MembershipRefused) as refusal:
        return team_page(request, organization, refused=str(refusal))
    return team_page(request, organization, link=link) if link else redirect("team", organization.public_id)


def done(request: SignedInRequest, organization: Organization, by: Actor) -> tuple[str, MadeLink] | None:
    """The one task that the pressed button names, and the link it made, if any."""
    sent, at, user = request.POST, timezone.now(), request.user
    if sent.get("invite") in set(Role):
        role = Role(sent["invite"])
        return "invited", actions.invite(organization=organization, role=role, user=user, by=by, at=at)
    if "agree" in sent:
        link = agree_to_reset(organization=organization, public_id=sent["agree"], user=user, by=by, at=at)
        return "reset", link
    if "ask" in sent:
        ask_for_reset(organization=organization, membership_id=sent["ask"], user=user, by=by, at=at)
    if "withdraw" in sent:
        actions.withdraw_invitation(organization=organization, public_id=sent["withdraw"], by=by, at=at)
    if "end" in sent:
        actions.end_membership(organization=organization, public_id=sent["end"], by=by, at=at)
    return None


def team_page(
    request: SignedInRequest, organization: Organization, *, refused: str = "", link: tuple[str, MadeLink] | None = None
) -> HttpResponse:
    """A new link stands on the answer itself: there is no page that would show it again."""
    context = {
        "organization": organization,
        "kind": KINDS[Kind(organization.kind)],
        "team": queries.team_of(organization=organization, user=request.user),
        "roles": role_choices(Kind(organization.kind)),
        "has_keys": has_keys(Kind(organization.kind)),
        "least": LEAST[Kind(organization.kind)],
        "is_operator": request.user.is_staff,  # whoever runs the site types commands that ask for ids
        "refused": refused,
        "address": request.build_absolute_uri(reverse(link[0], args=[link[1].token])) if link else "",
        "code": link[1].code if link else "",
    }
    return page(request, "accounts/team.jinja", context, status=422 if refused else 200)
