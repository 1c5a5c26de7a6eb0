"""An account of one's own: made without an e-mail address, looked at, its password changed."""

import secrets
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handrail.accounts.domain.handles import SHORTEST_NUMBER, HandleRefused, chosen_word, numbered
from handrail.accounts.domain.passwords import PasswordRefused
from handrail.accounts.models import User
from handrail.accounts.organizations.queries import memberships_of
from handrail.accounts.passwords import is_password_of, refusal_of_new_password
from handrail.accounts.persons import actions
from handrail.accounts.persons.recovery import recover_account
from handrail.accounts.queries import privacy_officer, reads_numbers, works_on_content
from handrail.accounts.second_factors.actions.passkeys import made_passkey
from handrail.accounts.second_factors.codes_shown import led_to_codes
from handrail.accounts.second_factors.passkey_questions import PasskeyRefused, can_have_passkeys, question_for_new
from handrail.accounts.second_factors.queries import second_factors_of
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in, stepped_up
from handrail.accounts.sign_ins.beginning import LONGEST, begin_session
from handrail.accounts.sign_ins.doors import check_door, with_patience
from handrail.kernel.public_ids import new_public_id
from handrail.privacy.notices.queries import changed_for
from handrail.privacy.requests.queries import answered_lately
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.saying import said, say
from handrail.web.stateless_forms import stateless_form_that_writes
from handrail.web.translation import mark

WRONG_PASSKEY = mark("The passkey was not made. Please try again.")
WRONG_PASSWORD = mark("This password did not work.")
PASSWORD_SAVED = mark("Your new password is saved. All your other devices were signed out.")
NOT_RECOVERED = mark("This name and this code do not go together, or the code was used before.")


@require_safe
@signed_in
def account(request: SignedInRequest) -> HttpResponse:
    context = {
        "notices": said(request),
        "answered_on": answered_lately(subject=request.user.subject, at=timezone.now()),
        "has": second_factors_of(user=request.user),
        "memberships": memberships_of(user=request.user),
        "is_operator": request.user.is_staff,
        "account_id": request.user.public_id,
        "has_changed_notices": bool(changed_for(subject=request.user.subject)),
        "answers_requests": privacy_officer(public_id=request.user.public_id) is not None,
        "reads_numbers": reads_numbers(user=request.user),
        "works_on_content": works_on_content(user=request.user),
    }
    return page(request, "accounts/account.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
@with_patience
def sign_up(request: HttpRequest) -> HttpResponse:
    """What is answered depends on what was typed alone, never on who else is here (S13)."""
    at, sent = timezone.now(), request.POST
    if request.method != "POST":
        return sign_up_page(request)
    check_door("sign-up", request, at=at)
    word, password = sent.get("word", "")[:LONGEST], sent.get("password", "")[:LONGEST]
    try:
        user, codes = actions.open_account(word=word, password=password, language=language_of(request.path_info), at=at)
    except HandleRefused as refusal:
        return sign_up_page(request, refusal, refusal_of_new_password(password, handle=""))
    except PasswordRefused as refusal:
        return sign_up_page(request, refusal)
    return welcomed(request, user, codes, has_second_factor=False, at=at)


@require_POST
@stateless_form_that_writes
@with_patience
def sign_up_with_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey is password and second factor in one."""
    at, sent = timezone.now(), request.POST
    check_door("sign-up", request, at=at)
    try:
        word = chosen_word(sent.get("word", "")[:LONGEST])
        made = made_passkey(request, state=sent.get("state", ""), answer=sent.get("answer", ""), at=at)
        number = made.handle.rpartition("-")[2]
        language = language_of(request.path_info)
        user, codes = actions.open_account_with_passkey(word=word, number=number, made=made, language=language, at=at)
    except HandleRefused as refusal:
        return sign_up_page(request, refusal)
    except PasskeyRefused:
        return sign_up_page(request, PasskeyRefused(WRONG_PASSKEY))
    return welcomed(request, user, codes, has_second_factor=True, at=at)


def sign_up_page(request: HttpRequest, *refusals: Exception | None) -> HttpResponse:
    """The script puts the chosen word before the number, so that the device shows the name as it will be."""
    asked = None
    if can_have_passkeys(request):
        handle = numbered("name", secrets.token_bytes(SHORTEST_NUMBER))
        asked = question_for_new(request, public_id=new_public_id(), handle=handle, known=[], at=timezone.now())
    context = {
        "word": request.POST.get("word", "")[:LONGEST],
        "word_refused": refused_as(HandleRefused, refusals),
        "password_refused": refused_as(PasswordRefused, refusals),
        "passkey_refused": refused_as(PasskeyRefused, refusals),
        "passkey": asked,
        "is_shared_device": bool(request.POST.get("shared")),  # a mistake unticks nothing
    }
    response = page(request, "accounts/sign_up.jinja", context, status=422 if refusals else 200)
    patch_cache_control(response, no_store=True)
    return response


def refused_as(kind: type[Exception], refusals: tuple[Exception | None, ...]) -> str:
    return next((str(each) for each in refusals if isinstance(each, kind)), "")


def welcomed(request: HttpRequest, user, codes: list[str], *, has_second_factor: bool, at: datetime) -> HttpResponse:
    is_shared_device = bool(request.POST.get("shared"))
    begin_session(request, user, is_shared_device=is_shared_device, has_second_factor=has_second_factor, at=at)
    return led_to_codes(request, codes, is_new_account=True, at=at)


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
@with_patience
def recover(request: HttpRequest) -> HttpResponse:
    """A forgotten password, and a recovery code. Afterwards one signs in as always."""
    if request.method != "POST":
        return recover_page(request)
    at, sent = timezone.now(), request.POST
    handle, code, password = (sent.get(name, "")[:LONGEST] for name in ("handle", "code", "password"))
    check_door("recover", request, handle=handle, at=at)
    try:
        user = recover_account(handle=handle, code=code, password=password, at=at)
    except PasswordRefused as refusal:
        return recover_page(request, handle=handle, password_refused=str(refusal))
    return recover_page(request, handle=handle, recovered=user, refused="" if user else NOT_RECOVERED)


def recover_page(
    request: HttpRequest,
    *,
    handle: str = "",
    recovered: User | None = None,
    refused: str = "",
    password_refused: str = "",
) -> HttpResponse:
    context = {"handle": handle, "recovered": recovered, "refused": refused, "password_refused": password_refused}
    return page(request, "accounts/recover.jinja", context, status=422 if refused or password_refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
@with_patience
def password(request: SignedInRequest) -> HttpResponse:
    """The old one and a new one. It ends every sign-in, and this browser begins a new one."""
    if request.method != "POST":
        return password_page(request)
    at, held, sent = timezone.now(), request.sign_in, request.POST
    if request.user.has_usable_password():
        tried = check_door("password", request, handle=request.user.get_username(), at=at)
        if not is_password_of(request.user, sent.get("old", "")[:LONGEST]):
            return password_page(request, old_refused=WRONG_PASSWORD)
        tried.was_right()
    try:
        actions.change_password(user=request.user, password=sent.get("password", "")[:LONGEST], at=at)
    except PasswordRefused as refusal:
        return password_page(request, refused=str(refusal))
    is_shared_device, has_second_factor = held.terms == "shared", held.has_second_factor
    begin_session(request, request.user, is_shared_device=is_shared_device, has_second_factor=has_second_factor, at=at)
    say(request, PASSWORD_SAVED)
    return redirect("account")


def password_page(request: SignedInRequest, *, refused: str = "", old_refused: str = "") -> HttpResponse:
    """Who has a passkey alone has no old password."""
    context = {
        "refused": refused,
        "old_refused": old_refused,
        "has_password": request.user.has_usable_password(),
        "handle": request.user.get_username(),
    }
    return page(request, "accounts/password.jinja", context, status=422 if refused or old_refused else 200)
