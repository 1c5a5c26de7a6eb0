"""Signed in while the account waits for its deletion: the person says whether they keep it (S33)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.persons.actions import bring_back
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in
from handrail.accounts.sign_ins.marks import open_while_leaving
from handrail.privacy.erasing.actions import ErasureRefused
from handrail.web.rendering import page
from handrail.web.saying import say
from handrail.web.translation import mark

KEPT = mark("You keep your account. The deletion is taken back, and all is there.")


@require_http_methods(["GET", "HEAD", "POST"])
@open_while_leaving
@signed_in
def deletion_asked(request: SignedInRequest) -> HttpResponse:
    """Nothing is taken back before the press; letting it go is signing out."""
    user = request.user
    if user.gone_at is None:
        return redirect("account")
    if request.method != "POST":
        return page(request, "accounts/deletion.jinja", {"gone_at": user.gone_at})
    try:
        bring_back(user=user, at=timezone.now())
    except ErasureRefused:
        return redirect("account")  # its day ended as they pressed: the door there says what is so
    say(request, KEPT)
    return redirect("account")
