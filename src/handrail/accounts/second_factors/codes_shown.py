"""New recovery codes, on a page that can be opened again until they are written down: a reload harms nothing.

The database has their hashes. The browser's session carries them sealed, for ten minutes or until the person has them.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.domain.sign_in_terms import FRESH
from handrail.accounts.sign_ins.access import SignedInRequest, stepped_up
from handrail.accounts.sign_ins.marks import open_before_second_factor
from handrail.kernel.sealed_tokens import TokenRefused, seal, unseal
from handrail.web.rendering import page

PURPOSE = "accounts.codes-shown"
CARRIED = "codes"  # the session's entry


def led_to_codes(request: HttpRequest, codes: list[str], *, is_new_account: bool = False, at: datetime) -> HttpResponse:
    """After whatever made them. The session is that of who they belong to."""
    value = {"codes": codes, "is_new_account": is_new_account}
    request.session[CARRIED] = seal(value, purpose=PURPOSE, at=at)
    return redirect("codes-shown")


@require_http_methods(["GET", "HEAD", "POST"])
@open_before_second_factor
@stepped_up
def codes_shown(request: SignedInRequest) -> HttpResponse:
    """By POST the person has them on paper."""
    if request.method == "POST":
        request.session.pop(CARRIED, None)
        return redirect("account")
    shown = still_shown(request, at=timezone.now())
    context = {"codes": [], "is_new_account": False, "handle": request.user.get_username(), "minutes": MINUTES}
    return page(request, "accounts/codes.jinja", context | shown)


MINUTES = int(FRESH.total_seconds()) // 60


def still_shown(request: SignedInRequest, *, at: datetime) -> dict:
    try:
        return unseal(request.session.get(CARRIED, ""), purpose=PURPOSE, at=at, lifetime=FRESH)
    except TokenRefused:
        request.session.pop(CARRIED, None)
        return {}
