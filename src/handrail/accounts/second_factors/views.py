"""The person's own second factors: an app, passkeys, recovery codes."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handrail.accounts.second_factors.actions.authenticator_apps import (
    address_for_app,
    app_of,
    confirm_app,
    remove_app,
    secret_to_type,
)
from handrail.accounts.second_factors.actions.passkeys import credentials_of, keep_passkey, made_passkey, remove_passkey
from handrail.accounts.second_factors.actions.recovery_codes import new_recovery_codes
from handrail.accounts.second_factors.codes_shown import led_to_codes
from handrail.accounts.second_factors.passkey_questions import PasskeyRefused, can_have_passkeys, question_for_new
from handrail.accounts.second_factors.queries import second_factors_of
from handrail.accounts.sign_ins.access import SignedInRequest, stepped_up
from handrail.accounts.sign_ins.beginning import LONGEST, proved_again
from handrail.accounts.sign_ins.doors import check_door, with_patience
from handrail.accounts.sign_ins.marks import open_before_second_factor
from handrail.web.qr import qr_drawing
from handrail.web.rendering import page
from handrail.web.saying import said, say
from handrail.web.translation import mark

WRONG_CODE = mark("This code did not fit. Please wait for the next one and type it again.")
WRONG_PASSKEY = mark("The passkey was not made. Please try again.")
APP_ON = mark("The app is on. Signing in asks for its code from now on.")
APP_REMOVED = mark("The app was removed.")
PASSKEY_ADDED = mark("The passkey was added.")
PASSKEY_REMOVED = mark("The passkey was removed.")
LAST_ONE = mark("Staff need a second factor. Add another one first, then remove this one.")


@require_safe
@open_before_second_factor
@stepped_up
def second_factor(request: SignedInRequest) -> HttpResponse:
    return factors_page(request)


def factors_page(request: SignedInRequest, *, refused: str = "") -> HttpResponse:
    user, at = request.user, timezone.now()
    asked = None
    if can_have_passkeys(request):
        known = credentials_of(user)
        asked = question_for_new(request, public_id=user.public_id, handle=user.get_username(), known=known, at=at)
    context = {
        "notices": said(request),
        "has": second_factors_of(user=user),
        "must": request.sign_in.is_staff,
        "passkey": asked,
        "refused": refused,
    }
    return page(request, "accounts/second_factor.jinja", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_before_second_factor
@stepped_up
@with_patience
def authenticator_app(request: SignedInRequest) -> HttpResponse:
    """A picture to scan or a secret to type, then a code that shows it worked."""
    at = timezone.now()
    if request.method == "POST":
        check_door("enrol", request, at=at)
        if confirm_app(user=request.user, code=request.POST.get("code", "")[:LONGEST], at=at):
            return enrolled(request, APP_ON)
        return app_page(request, refused=WRONG_CODE)
    return app_page(request)


def app_page(request: SignedInRequest, *, refused: str = "") -> HttpResponse:
    app = app_of(user=request.user, at=timezone.now())
    if app.confirmed_at is not None:
        return redirect("second-factor")
    address = address_for_app(app)
    context = {"address": address, "qr": qr_drawing(address), "secret": secret_to_type(app), "refused": refused}
    return page(request, "accounts/app.jinja", context, status=422 if refused else 200)


@require_POST
@open_before_second_factor
@stepped_up
@with_patience
def new_passkey(request: SignedInRequest) -> HttpResponse:
    at, sent = timezone.now(), request.POST
    check_door("enrol", request, at=at)
    try:
        made = made_passkey(request, state=sent.get("state", ""), answer=sent.get("answer", ""), at=at)
        keep_passkey(user=request.user, made=made, at=at)
    except PasskeyRefused:
        return factors_page(request, refused=WRONG_PASSKEY)
    return enrolled(request, PASSKEY_ADDED)


def enrolled(request: SignedInRequest, done: str) -> HttpResponse:
    """This browser has shown a second factor from now on. Who has no recovery codes yet gets them now."""
    at = timezone.now()
    proved_again(request, has_second_factor=True, at=at)
    say(request, done)
    if second_factors_of(user=request.user).codes_left:
        return redirect("second-factor")
    return led_to_codes(request, new_recovery_codes(user=request.user, at=at), at=at)


@require_POST
@stepped_up
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    at = timezone.now()
    return led_to_codes(request, new_recovery_codes(user=request.user, at=at), at=at)


@require_POST
@stepped_up
def remove(request: SignedInRequest) -> HttpResponse:
    """Staff keep at least one."""
    at, named = timezone.now(), request.POST.get("passkey", "")
    has = second_factors_of(user=request.user)
    left = len(has.passkeys) + has.has_app - 1
    if request.sign_in.is_staff and left < 1:
        return factors_page(request, refused=LAST_ONE)
    if named:
        remove_passkey(user=request.user, public_id=named, at=at)
    else:
        remove_app(user=request.user, at=at)
    say(request, PASSKEY_REMOVED if named else APP_REMOVED)
    return redirect("second-factor")
