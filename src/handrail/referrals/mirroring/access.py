"""Who may look into the network's mirror and the State's report. Never police and custody (S24): neither is public."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from handrail.accounts.models import User
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in
from handrail.referrals.queries import may_see_mirror, may_see_state_report

View = Callable[..., HttpResponse]


def for_the_network(view: View) -> View:
    """Members of the network, whoever runs it, and who reads its numbers."""
    return for_those(may_see_mirror, view)


def for_the_state(view: View) -> View:
    """Whoever runs the network, and who reads its numbers for the State."""
    return for_those(may_see_state_report, view)


def for_those(may_see: Callable[[User], bool], view: View) -> View:
    """A stranger is asked to sign in; who may not look finds nothing. Staff come in with a second factor (S14)."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(checked)
