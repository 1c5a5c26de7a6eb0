"""Leaving: here, on one device, on all of them. And the person's own list of where they are signed in."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from handrail.accounts.models import User
from handrail.accounts.sign_ins import actions, queries
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in
from handrail.accounts.sign_ins.marks import open_while_handed, open_while_leaving
from handrail.web.rendering import page
from handrail.web.saying import said, say
from handrail.web.stateless_forms import stateless_form_that_writes
from handrail.web.translation import mark

NAMED, ENDED = mark("Saved: the name of the device."), mark("Saved: that device is signed out.")
# The browser is told to forget what it keeps of a sign-in. Its storage holds nothing of anybody, only the public pages
# that somebody keeps on their own phone: to be without crisis help tonight for having signed out is too high a price.
PAGES_IN_MEMORY, COOKIES = '"cache"', '"cookies"'


@require_POST
@open_while_leaving
@open_while_handed
@signed_in
def sign_out(request: SignedInRequest) -> HttpResponse:
    actions.end_sign_in(user=request.user, public_id=request.sign_in.public_id)
    return signed_out(request)


@require_POST
@open_while_leaving
@stateless_form_that_writes
def leave(request: HttpRequest) -> HttpResponse:
    """The exit was pressed on any page of ours, which tells this in passing: nobody sees the answer (S7).

    Public pages know nobody (S3), so all of them tell it, and only here it shows whether somebody was signed in.
    """
    nothing, sign_in = HttpResponse(status=204), request.sign_in  # type: ignore[attr-defined]
    if sign_in is None:
        return nothing
    actions.end_sign_in(user=sign_in.user, public_id=sign_in.public_id)
    logout(request)
    nothing.headers["Clear-Site-Data"] = PAGES_IN_MEMORY
    return nothing


def signed_out(request: HttpRequest) -> HttpResponse:
    """Who asked to be deleted is told until when they can keep the account."""
    gone_at = request.user.gone_at if isinstance(request.user, User) else None
    logout(request)
    response = page(request, "accounts/signed_out.jinja", {"gone_at": gone_at})
    response.headers["Clear-Site-Data"] = f"{PAGES_IN_MEMORY}, {COOKIES}"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def devices(request: SignedInRequest) -> HttpResponse:
    """Where somebody is signed in: name one, end one, end all."""
    at, sent = timezone.now(), request.POST
    if "everywhere" in sent:
        actions.sign_out_everywhere(user=request.user, at=at)
        return signed_out(request)
    if "end" in sent:
        actions.end_sign_in(user=request.user, public_id=sent["end"])
        say(request, ENDED)
    if "device" in sent:
        actions.name_device(user=request.user, public_id=sent["device"], name=sent.get("name", ""), at=at)
        say(request, NAMED)
    if request.method == "POST":
        return redirect("devices")
    return page(
        request,
        "accounts/devices.jinja",
        {"notices": said(request), "sign_ins": queries.sign_ins_of(user=request.user, this=request.sign_in, at=at)},
    )
