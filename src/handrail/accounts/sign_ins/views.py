"""The doors: a name and a password, the second factor, a passkey."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST

from handrail.accounts.second_factors.actions.passkeys import owner_of_answer
from handrail.accounts.second_factors.passkey_questions import PasskeyRefused, can_have_passkeys, question_for_known
from handrail.accounts.second_factors.queries import second_factors_of
from handrail.accounts.sign_ins.access import safe_next
from handrail.accounts.sign_ins.beginning import credentials, signed_in_and_sent_on, who_is
from handrail.accounts.sign_ins.doors import check_door, with_patience
from handrail.accounts.sign_ins.marks import open_while_leaving
from handrail.accounts.sign_ins.proofs import FirstHalf, carried, first_half
from handrail.accounts.sign_ins.typed_codes import is_code_of
from handrail.kernel.sealed_tokens import TokenRefused
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes
from handrail.web.translation import mark

WRONG = mark("This name and this password do not go together.")
WRONG_CODE = mark("This code did not work. A code works once, and the six digits change every half minute.")
WRONG_PASSKEY = mark("This passkey did not work here. Please try again or use another way.")
TOO_LATE = mark("That took longer than five minutes. Please sign in again.")


@require_http_methods(["GET", "HEAD", "POST"])
@open_while_leaving
@stateless_form_that_writes
@with_patience
def sign_in(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    if request.method != "POST":
        return sign_in_page(request, next=safe_next(request.GET.get("next", ""), request=request))
    given = credentials(request)
    tried = check_door("sign-in", request, handle=given.handle, at=at)
    user = who_is(given, at=at)
    if user is None:
        return sign_in_page(request, next=given.next, handle=given.handle, refused=WRONG)
    tried.was_right()
    half = FirstHalf(user, given.is_shared_device, given.next)
    if second_factors_of(user=user):
        return second_page(request, half)
    return finished(request, half, has_second_factor=False)


def sign_in_page(request: HttpRequest, *, next: str, handle: str = "", refused: str = "") -> HttpResponse:
    asked = question_for_known(request, at=timezone.now()) if can_have_passkeys(request) else None
    is_shared = bool(request.POST.get("shared"))  # a mistake unticks nothing
    context = {"next": next, "handle": handle, "refused": refused, "passkey": asked, "is_shared_device": is_shared}
    return kept_by_nobody(page(request, "accounts/sign_in.jinja", context, status=422 if refused else 200))


@require_http_methods(["GET", "HEAD", "POST"])
@open_while_leaving
@stateless_form_that_writes
@with_patience
def second(request: HttpRequest) -> HttpResponse:
    """The second half. By GET there is no first one."""
    at = timezone.now()
    if request.method != "POST":
        return redirect("sign-in")
    try:
        half = first_half(request.POST.get("half", ""), at=at)
    except TokenRefused:
        return sign_in_page(request, next=safe_next("", request=request), refused=TOO_LATE)
    if not is_code_of(half.user, request, door="second factor"):
        return second_page(request, half, refused=WRONG_CODE)
    return finished(request, half, has_second_factor=True)


def second_page(request: HttpRequest, half: FirstHalf, *, refused: str = "") -> HttpResponse:
    at, has = timezone.now(), second_factors_of(user=half.user)
    context = {
        "half": carried(half, at=at),
        "has": has,
        "next": half.next,
        "is_shared_device": half.is_shared_device,
        "refused": refused,
        "passkey": question_for_known(request, at=at) if has.passkeys and can_have_passkeys(request) else None,
    }
    return kept_by_nobody(page(request, "accounts/second.jinja", context, status=422 if refused else 200))


@require_POST
@open_while_leaving
@stateless_form_that_writes
@with_patience
def passkey(request: HttpRequest) -> HttpResponse:
    """A passkey is both halves: the device, and that its owner opened it."""
    at, given = timezone.now(), credentials(request)
    tried = check_door("passkey", request, at=at)
    try:
        user = owner_of_answer(
            request, state=request.POST.get("state", ""), answer=request.POST.get("answer", ""), at=at
        )
    except PasskeyRefused:
        return sign_in_page(request, next=given.next, refused=WRONG_PASSKEY)
    tried.was_right()
    return finished(request, FirstHalf(user, given.is_shared_device, given.next), has_second_factor=True)


def finished(request: HttpRequest, half: FirstHalf, *, has_second_factor: bool) -> HttpResponse:
    return signed_in_and_sent_on(
        request,
        half.user,
        is_shared_device=half.is_shared_device,
        has_second_factor=has_second_factor,
        next=half.next,
        at=timezone.now(),
    )


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
