"""Is it still you? Asked before what is most private."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.passwords import is_password_of
from handrail.accounts.second_factors.actions.passkeys import owner_of_answer
from handrail.accounts.second_factors.passkey_questions import PasskeyRefused, can_have_passkeys, question_for_known
from handrail.accounts.second_factors.queries import SecondFactors, second_factors_of
from handrail.accounts.sign_ins.access import SignedInRequest, safe_next, signed_in
from handrail.accounts.sign_ins.beginning import LONGEST, proved_again
from handrail.accounts.sign_ins.doors import check_door, with_patience
from handrail.accounts.sign_ins.marks import open_before_second_factor, open_while_handed
from handrail.accounts.sign_ins.typed_codes import is_code_of
from handrail.accounts.sign_ins.views import WRONG_CODE, WRONG_PASSKEY
from handrail.web.rendering import page
from handrail.web.translation import mark

WRONG_PASSWORD = mark("This password did not work.")


@require_http_methods(["GET", "HEAD", "POST"])
@open_before_second_factor
@open_while_handed
@signed_in
@with_patience
def confirm(request: SignedInRequest) -> HttpResponse:
    """Is it still you? Asked before what is most private."""
    sent = request.POST if request.method == "POST" else request.GET
    next = safe_next(sent.get("next", ""), request=request)
    has = second_factors_of(user=request.user)
    if request.method != "POST":
        return confirm_page(request, has, next=next)
    refused = proof_refused(request, has)
    if refused:
        return confirm_page(request, has, next=next, refused=refused)
    proved_again(request, has_second_factor=bool(has), at=timezone.now())
    return HttpResponseRedirect(next)


def proof_refused(request: SignedInRequest, has: SecondFactors) -> str:
    """Why not, or nothing."""
    at, sent = timezone.now(), request.POST
    if sent.get("answer"):
        tried = check_door("confirm", request, at=at)
        try:
            owner = owner_of_answer(request, state=sent.get("state", ""), answer=sent["answer"], at=at)
        except PasskeyRefused:
            return WRONG_PASSKEY
        if owner != request.user:
            return WRONG_PASSKEY
        tried.was_right()
        return ""
    if has:
        return "" if is_code_of(request.user, request, door="confirm") else WRONG_CODE
    tried = check_door("confirm", request, handle=request.user.get_username(), at=at)
    if not is_password_of(request.user, sent.get("password", "")[:LONGEST]):
        return WRONG_PASSWORD
    tried.was_right()
    return ""


def confirm_page(request: SignedInRequest, has: SecondFactors, *, next: str, refused: str = "") -> HttpResponse:
    asks_passkey = has.passkeys and can_have_passkeys(request)
    context = {
        "has": has,
        "next": next,
        "refused": refused,
        "passkey": question_for_known(request, at=timezone.now()) if asks_passkey else None,
    }
    return page(request, "accounts/confirm.jinja", context, status=422 if refused else 200)
