"""Who may see the page of an organization: its leads, and operators. To anybody else there is none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from handrail.accounts.models import Organization
from handrail.accounts.organizations.queries import manager_of
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in, stepped_up


def for_managers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view the organization and who acts. Letting people in asks for a fresh second factor."""

    @wraps(view)
    def checked(request: SignedInRequest, public_id: str, **kwargs: Any) -> HttpResponse:
        organization = get_object_or_404(Organization, public_id=public_id, ended_at=None)
        by = manager_of(organization=organization, user=request.user)
        if by is None:
            raise Http404
        return fresh(request, organization, by)

    @stepped_up
    def fresh(request: SignedInRequest, organization: Organization, by: Any) -> HttpResponse:
        return view(request, organization, by)

    return signed_in(checked)
