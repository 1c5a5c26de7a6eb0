"""Who finds the pages on which a program says what is open. To anybody else there are none.

A sign-in of staff with its second factor is enough: one press must stay one press, and a number fades by itself.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from handrail.accounts.models import Organization
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in
from handrail.directory.own_places.rights import counter


def for_counters(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view the organization, and whether whoever looks keeps its pages too."""

    @wraps(view)
    def checked(request: SignedInRequest, organization: str, **kwargs: Any) -> HttpResponse:
        found = get_object_or_404(Organization, public_id=organization, ended_at=None)
        if counter(organization=found, user=request.user) is None:
            raise Http404
        return view(request, found, **kwargs)

    return signed_in(checked)
