"""Who may look into the network's mirror: its members and who runs it; never police and custody (S24)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from handrail.accounts.sign_ins.access import SignedInRequest, signed_in
from handrail.referrals.domain.sides import sees_mirror
from handrail.referrals.queries import memberships_of, what

View = Callable[..., HttpResponse]


def for_the_network(view: View) -> View:
    """A stranger is asked to sign in; who may not look finds nothing. Staff come in with a second factor (S14)."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kinds = [kind for kind, _ in map(what, memberships_of(request.user))]
        if not (request.user.is_staff or sees_mirror(kinds)):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(checked)
