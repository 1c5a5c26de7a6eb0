"""Where the link on the person's own phone leads: the words, yes or no, and later the way to take it back (S15, S19).

By GET nothing is looked up, so the page is the same for every address, true or guessed. The first press claims the link
for this browser. Where it came by a text it also asks for the code that was told by word of mouth.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.directory.domain.phone_numbers import read_phone
from handrail.messaging.actions import MessageRefused
from handrail.privacy.consenting.actions import ConsentRefused
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.receipts import PinRefused, in_groups
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import LinkRefused, check_code, claim_link, held_link
from handrail.privacy.one_time_links.browsers import browser_or_new, known_again, remember
from handrail.privacy.queries import is_hidden
from handrail.privacy.sealed_values import opened_where_kept
from handrail.referrals.agreeing.actions import AGREE, decline, sign, withdraw
from handrail.referrals.agreeing.queries import asked_by_link, is_agreed
from handrail.referrals.agreeing.wording import ConsentWords, consent_words, copy_of
from handrail.referrals.coming_back.actions import ask_for_a_way, give_number
from handrail.referrals.coming_back.queries import Writing, writing_to
from handrail.referrals.domain.agreeing import AgreeingRefused, Reply, Signing
from handrail.referrals.domain.coming_back import ComingBackRefused
from handrail.referrals.models import AskedConsent
from handrail.referrals.sending.number_sheet import typed_address
from handrail.referrals.turns import is_one_way
from handrail.web.error_pages import too_often
from handrail.web.language import language_of
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes

NOT_FOUND, REFUSED = 404, 422
TAKE_BACK = "take-back"
REFUSALS = (AgreeingRefused, ComingBackRefused, ConsentRefused, MessageRefused, PinRefused)
LONGEST = 200
PRESSES = Limit("agree", most=40, seconds=600)  # guessing 128 bits is hopeless; this keeps the database quiet


@dataclass(frozen=True)
class Opened:
    """A link that is open in this browser."""

    link: OneTimeLink
    asked: AskedConsent
    browser: str

    @property
    def by(self) -> Actor:
        return Actor(ActorKind.LINK, self.link.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def agree(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return known_again(request, link_page(request, "closed"))
    at = timezone.now()
    try:
        check_limit(PRESSES, request, at=at)
        return answered(request, token, at)
    except TooOften as refusal:
        return too_often(request, refusal)
    except LinkRefused as refusal:
        return link_page(request, "closed", refused=str(refusal), status=NOT_FOUND)


def answered(request: HttpRequest, token: str, at: datetime) -> HttpResponse:
    if sent(request, "answer") == TAKE_BACK:
        return taken_back(request, token, at)
    browser = browser_or_new(request)
    link = claim_link(purpose=AGREE, token=token, browser=browser, at=at)
    if link.code_digest is not None and not request.POST.get("code"):
        return remembered(request, link_page(request, "code"), browser)
    if link.code_digest is not None:
        link = check_code(purpose=AGREE, token=token, browser=browser, code=sent(request, "code"), at=at)
    asked = asked_by_link(link)
    if asked is None or is_hidden(asked.referral.subject):
        raise LinkRefused
    return remembered(request, said(request, Opened(link, asked, browser), at), browser)


def said(request: HttpRequest, opened: Opened, at: datetime) -> HttpResponse:
    """The one answer that the pressed button names; without one, the words."""
    asked, task = opened.asked, sent(request, "answer")
    words = words_in(request, asked)
    try:
        if task == "sign":
            sign(asked=asked, read=sent(request, "read"), by=opened.by, at=at, language=words.language)
        elif task == "decline":
            decline(asked=asked, by=opened.by, at=at)
        elif task == "number" and is_agreed(asked, at=at):
            made = give_number(referral=asked.referral, pin=sent(request, "pin"), by=opened.by, at=at)
            return link_page(request, "number", words=words, number=in_groups(made.number))
        elif task == "way" and is_agreed(asked, at=at):
            ask_for_a_way(referral=asked.referral, by=opened.by, at=at)
    except REFUSALS as refusal:
        return words_page(request, opened, words, at, refused=str(refusal))
    return words_page(request, opened, words, at)


def words_in(request: HttpRequest, asked: AskedConsent) -> ConsentWords:
    """In the language of the page: nobody signs what they cannot read. A copy stays in that in which it was signed."""
    language = asked.language if asked.reply else language_of(request.path_info)
    return consent_words(referral=asked.referral, facility=asked.facility, language=language, way=Signing(asked.way))


def words_page(
    request: HttpRequest, opened: Opened, words: ConsentWords, at: datetime, *, refused: str = ""
) -> HttpResponse:
    """Where it stands now, after what was pressed."""
    fresh = asked_by_link(opened.link) or opened.asked
    state = state_of(fresh, at)
    writing = writing_of(fresh) if state == Reply.SIGNED else ""
    status = REFUSED if refused else 200
    return link_page(
        request,
        state,
        words=copy_of(words, fresh, at=at),
        writing=writing,
        is_one_way=is_one_way(fresh.referral.sender),
        refused=refused,
        status=status,
    )


def writing_of(asked: AskedConsent) -> Writing:
    """Whether the person may be written to at what was written down for them. The page never shows it."""
    return writing_to(asked.referral, opened_where_kept(asked.referral, "words")["words"] or {})


def taken_back(request: HttpRequest, token: str, at: datetime) -> HttpResponse:
    """By the link alone, from any browser and without the code: taking back must not be harder than signing, and the
    page that follows shows nothing of anybody."""
    link = held_link(purpose=AGREE, token=token, at=at)
    asked = asked_by_link(link) if link else None
    if asked is None or link is None or asked.reply not in (Reply.SIGNED, Reply.TAKEN_BACK):
        raise LinkRefused
    if is_hidden(asked.referral.subject):
        raise LinkRefused
    withdraw(referral=asked.referral, by=Actor(ActorKind.LINK, link.public_id), at=at)
    return link_page(request, Reply.TAKEN_BACK, is_one_way=is_one_way(asked.referral.sender))


def state_of(asked: AskedConsent, at: datetime) -> str:
    if asked.reply == Reply.SIGNED:
        return "signed" if is_agreed(asked, at=at) else "over"
    return str(asked.reply or "ask")


def link_page(
    request: HttpRequest,
    state: str,
    *,
    words: ConsentWords | None = None,
    refused: str = "",
    number: str = "",
    writing: str = "",
    is_one_way: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"state": state, "consent": words, "refused": refused, "code": sent(request, "code"), "number": number}
    context |= {"writing": writing, "address": typed_address(request, language_of(request.path_info))}
    context |= {"is_one_way": is_one_way, "ours": read_phone(settings.OPERATOR_PHONE)}
    context["sent"] = ()  # a PIN stands in no page again, and no answer is sent twice
    response = page(request, "referrals/agree.jinja", context, status=status)
    patch_cache_control(response, no_store=True)
    return response


def sent(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:LONGEST]


def remembered(request: HttpRequest, response: HttpResponse, browser: str) -> HttpResponse:
    remember(request, response, browser)
    return response
