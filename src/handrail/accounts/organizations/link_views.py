"""Where the two one-time links of accounts lead: an invitation, and a sign-in that two colleagues reset (S15).

By GET nothing is looked up, so each page is the same for every address, true or guessed. The first press claims the
link for this browser; the second needs the code that was told another way.
"""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.accounts.domain.handles import HandleRefused, chosen_word
from handrail.accounts.domain.passwords import PasswordRefused
from handrail.accounts.organizations.actions import INVITATION, MembershipRefused, accept_invitation
from handrail.accounts.passwords import check_new_password
from handrail.accounts.persons.actions import open_account
from handrail.accounts.resets.actions import RESET, finish_reset
from handrail.accounts.second_factors.codes_shown import led_to_codes
from handrail.accounts.sign_ins.access import is_stepped_up
from handrail.accounts.sign_ins.beginning import LONGEST, begin_session
from handrail.accounts.sign_ins.devices import signed_out
from handrail.accounts.sign_ins.doors import check_door, with_patience
from handrail.accounts.sign_ins.marks import open_before_second_factor
from handrail.privacy.one_time_links.actions import LinkRefused, check_code, claim_link
from handrail.privacy.one_time_links.browsers import browser_of, browser_or_new, known_again, remember
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes

NOT_FOUND = 404


@require_http_methods(["GET", "HEAD", "POST"])
@open_before_second_factor
@stateless_form_that_writes
@with_patience
def invited(request: HttpRequest, token: str) -> HttpResponse:
    return opened(request, token, purpose=INVITATION, answer=join)


@require_http_methods(["GET", "HEAD", "POST"])
@open_before_second_factor
@stateless_form_that_writes
@with_patience
def reset(request: HttpRequest, token: str) -> HttpResponse:
    return opened(request, token, purpose=RESET, answer=choose_password)


def opened(request: HttpRequest, token: str, *, purpose: str, answer) -> HttpResponse:
    if request.method != "POST":
        return known_again(request, link_page(request, purpose, "closed"))
    check_door(purpose, request, at=timezone.now())
    if "code" not in request.POST:
        return claimed(request, token, purpose=purpose)
    try:
        return answer(request, token)
    except LinkRefused:
        return link_page(request, purpose, "open", refusal=LinkRefused(has_code=True))
    except (HandleRefused, PasswordRefused, MembershipRefused) as refusal:
        return link_page(request, purpose, "open", refusal=refusal)


def claimed(request: HttpRequest, token: str, *, purpose: str) -> HttpResponse:
    browser = browser_or_new(request)
    try:
        claim_link(purpose=purpose, token=token, browser=browser, at=timezone.now())
    except LinkRefused as refusal:
        return link_page(request, purpose, "closed", refusal=refusal)
    response = link_page(request, purpose, "open")
    remember(request, response, browser)
    return response


def join(request: HttpRequest, token: str) -> HttpResponse:
    """With an account of one's own that is signed in here, or with a new one."""
    at, sent = timezone.now(), request.POST
    if "as-myself" in sent and request.user.is_authenticated and is_stepped_up(request):
        accept_invitation(link=checked_link(request, token, INVITATION), user=request.user, at=at)
        return signed_out(request)
    word, password = sent.get("word", "")[:LONGEST], sent.get("password", "")[:LONGEST]
    check_new_password(password, handle=chosen_word(word))
    link = checked_link(request, token, INVITATION)
    with transaction.atomic():
        user, codes = open_account(word=word, password=password, language=language_of(request.path_info), at=at)
        accept_invitation(link=link, user=user, at=at)
    begin_session(request, user, is_shared_device=False, has_second_factor=False, at=at)
    return led_to_codes(request, codes, is_new_account=True, at=at)


def choose_password(request: HttpRequest, token: str) -> HttpResponse:
    password = request.POST.get("password", "")[:LONGEST]
    check_new_password(password, handle="")
    finish_reset(link=checked_link(request, token, RESET), password=password, at=timezone.now())
    return redirect("sign-in")


def checked_link(request: HttpRequest, token: str, purpose: str):
    browser, code = browser_of(request), request.POST.get("code", "")[:LONGEST]
    return check_code(purpose=purpose, token=token, browser=browser, code=code, at=timezone.now())


def link_page(request: HttpRequest, purpose: str, state: str, *, refusal: Exception | None = None) -> HttpResponse:
    """What is refused of the link looks alike for every reason; what is refused of a name or password is said there."""
    is_about_form = isinstance(refusal, HandleRefused | PasswordRefused)
    context = {
        "state": state,
        "refused": "" if refusal is None or is_about_form else str(refusal),
        "word": request.POST.get("word", "")[:LONGEST],
        "word_refused": str(refusal) if isinstance(refusal, HandleRefused) else "",
        "password_refused": str(refusal) if isinstance(refusal, PasswordRefused) else "",
        "me": request.user.get_username() if is_stepped_up(request) else "",
    }
    status = 200 if refusal is None else 422 if is_about_form else NOT_FOUND
    response = page(request, f"accounts/{purpose}.jinja", context, status=status)
    patch_cache_control(response, no_store=True)
    return response
