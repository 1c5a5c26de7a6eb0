"""A device that others use too: its screen is empty once nobody has touched it (S14)."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from handrail.accounts.sign_ins.marks import open_while_handed, open_while_leaving, polled
from handrail.web.rendering import page


@require_safe
@open_while_leaving
@open_while_handed
def still_here(request: HttpRequest) -> HttpResponse:
    """Told by a page that was touched: an act like any other, which the guard has noted. 403 once it was too late."""
    response = HttpResponse(status=403 if request.sign_in is None else 204)  # type: ignore[attr-defined]
    patch_cache_control(response, no_store=True)
    return response


@require_safe
@polled
@open_while_leaving
@open_while_handed
def untouched(request: HttpRequest) -> HttpResponse:
    """What stands there instead. Browsers come here by themselves, so it makes no sign-in last longer.

    Somebody may have gone on in another window: then this one does not say that they are signed out.
    """
    is_signed_in = request.sign_in is not None  # type: ignore[attr-defined]
    response = page(request, "accounts/untouched.jinja", {"signed_in": None, "is_signed_in": is_signed_in})
    patch_cache_control(response, no_store=True)
    return response
