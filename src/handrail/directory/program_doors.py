"""Who finds the pages of a program. To anybody else there are none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from handrail.accounts.models import Organization
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in, stepped_up

View = Callable[..., HttpResponse]


def for_holders(right: Callable[..., object | None], *, is_fresh: bool = True) -> Callable[[View], View]:
    """Gives the view the organization, where `right` finds something for whoever asks.

    `is_fresh`: they show again that it is them, if that was long ago.
    """

    def door(view: View) -> View:
        inside = stepped_up(view) if is_fresh else view

        @wraps(view)
        def checked(request: SignedInRequest, organization: str, **kwargs: Any) -> HttpResponse:
            found = get_object_or_404(Organization, public_id=organization, ended_at=None)
            if right(organization=found, user=request.user) is None:
                raise Http404
            return inside(request, found, **kwargs)

        return signed_in(checked)

    return door
