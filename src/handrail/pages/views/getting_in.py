"""Did they get in? Where the one-time links of that question lead: the person's, and the program's (S15).

By GET nothing is looked up, so each page is the same for every address, true or guessed. The person's page asks in
words that name nothing, and takes the answer at once. The program must know whom it is asked about, so its first press
claims the link for that browser, and its second answers.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.claims.actions.stopping import StopRefused
from handrail.directory.domain.zones import zone_of_state
from handrail.pages.moments import moment_told
from handrail.pages.views.carrying import private
from handrail.privacy.one_time_links.actions import LinkRefused, new_browser_secret
from handrail.privacy.one_time_links.browsers import browser_of, browser_or_new, known_again, remember
from handrail.referrals.closing.actions import claim, say_by_link
from handrail.referrals.domain.closing import LINK, Account, Whom
from handrail.referrals.stopping.actions import stop_by_link
from handrail.web.error_pages import too_often
from handrail.web.language import language_of
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes

NOT_FOUND = 404
PRESSES = Limit("did they get in", most=40, seconds=600)  # a hospital's program answers for many from one address


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def got_in(request: HttpRequest, token: str) -> HttpResponse:
    """The person's. The answer names neither a place nor care, as the note did not (P8)."""
    template, at = "pages/got_in.jinja", timezone.now()
    account = account_sent(request)
    if request.method != "POST" or account is None:
        return link_page(request, template, state="asked")
    try:
        check_limit(PRESSES, request, at=at)
        say_by_link(whom=Whom.PERSON, token=token, browser=new_browser_secret(), account=account, at=at)
    except TooOften as refusal:
        return too_often(request, refusal, template=template, context={"state": "later", "account": ""})
    except LinkRefused as refusal:
        return link_page(request, template, state="refused", refused=str(refusal))
    return link_page(request, template, state="said", account=account.value)


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def came(request: HttpRequest, token: str) -> HttpResponse:
    """The program's."""
    if request.method != "POST":
        return known_again(request, link_page(request, "pages/came.jinja", state="closed"))
    try:
        check_limit(PRESSES, request, at=timezone.now())
        if "stop" in request.POST:
            stop_by_link(purpose=LINK[Whom.PROGRAM], token=token, at=timezone.now())
            return link_page(request, "pages/came.jinja", state="stopped")
        return answered(request, token) if account_sent(request) else opened(request, token)
    except TooOften as refusal:
        return too_often(request, refusal)
    except StopRefused as refusal:
        return link_page(request, "pages/came.jinja", state="not_stopped", refused=str(refusal))
    except LinkRefused as refusal:
        return link_page(request, "pages/came.jinja", state="refused", refused=str(refusal))


def opened(request: HttpRequest, token: str) -> HttpResponse:
    browser = browser_or_new(request)
    _, follow_up = claim(whom=Whom.PROGRAM, token=token, browser=browser, at=timezone.now())
    zone, language = zone_of_state(follow_up.facility.state), language_of(request.path_info)
    moment = moment_told(follow_up.expected_at, zone=zone, language=language)
    number = follow_up.referral.public_id
    response = link_page(request, "pages/came.jinja", state="open", moment=moment, number=number)
    remember(request, response, browser)
    return response


def answered(request: HttpRequest, token: str) -> HttpResponse:
    account = account_sent(request)
    assert account is not None, "came() asks first"
    say_by_link(whom=Whom.PROGRAM, token=token, browser=browser_of(request), account=account, at=timezone.now())
    return link_page(request, "pages/came.jinja", state="said", account=account.value)


def account_sent(request: HttpRequest) -> Account | None:
    sent = request.POST.get("account", "")
    return Account(sent) if sent in list(Account) else None


def link_page(request: HttpRequest, template: str, *, state: str, **told: str) -> HttpResponse:
    """Another language must not answer a second time."""
    context = {"state": state, "refused": "", "account": "", "moment": "", "number": "", "sent": (), **told}
    return private(page(request, template, context, status=NOT_FOUND if context["refused"] else 200))
