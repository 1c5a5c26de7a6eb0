"""Where a person may be written to: asked for here, proven by a link that is sent there, stopped by one press (S37)."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.accounts.queries import acting_for_themselves
from handrail.accounts.sign_ins.access import SignedInRequest, stepped_up
from handrail.messaging.actions import MessageRefused, withdraw_agreement
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.contacts.actions import ask_contact, confirm_contact, forget_question_of
from handrail.messaging.contacts.queries import contacts_of
from handrail.messaging.domain.kinds import Channel
from handrail.pages.my_data import wording
from handrail.pages.my_data.access import own_page
from handrail.privacy.domain.notices import Notice
from handrail.privacy.notices.library import NoticeVersion, current, version_of
from handrail.privacy.one_time_links.actions import LinkRefused, new_browser_secret
from handrail.web.error_pages import too_often
from handrail.web.language import language_of
from handrail.web.limiting.limits import Limit, TooOften, check_limit, check_limit_of_all
from handrail.web.rendering import page
from handrail.web.saying import say
from handrail.web.stateless_forms import stateless_form_that_writes
from handrail.web.time_zones import TIME_ZONES
from handrail.web.translation import mark

A_DAY = 24 * 60 * 60
# Whoever types a number may type another's: each question costs that other a text. Product choices.
QUESTIONS = Limit("may we write", most=5, seconds=A_DAY)
ANSWERS = Limit("may we write: answer", most=20, seconds=60 * 60)
CONFIRM = "pages/my_data/contact_confirm.jinja"
ASKED = mark("We send a link there. It should come within a few minutes. Open it within a day and say yes.")
STOPPED = mark("Stopped. Nothing more is sent there.")
UNREADABLE: dict[str, str] = {
    Channel.SMS: mark("Please write a phone number that can get texts, with its area code."),
    Channel.EMAIL: mark("Please write an e-mail address, such as name@example.org."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def contacts(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return contacts_page(request)
    sent, at = request.POST, timezone.now()
    if "stop" in sent:
        return stopped(request, channel_called(sent["stop"]), at)
    channel = channel_called(sent.get("channel", ""))
    if missing_setting(channel):
        raise Http404
    try:
        check_limit_of_all(QUESTIONS, about=request.user.public_id, at=at)
        ask(request, channel, at)
    except TooOften as refusal:
        return too_often(request, refusal)
    except MessageRefused:
        return contacts_page(request, refused=channel, typed=sent.get("address", "")[:200])
    say(request, ASKED)
    return redirect("my-contacts")


def channel_called(name: str) -> Channel:
    if name not in list(Channel):
        raise Http404
    return Channel(name)


def ask(request: SignedInRequest, channel: Channel, at: datetime) -> None:
    zone = request.POST.get("zone", "")
    ask_contact(
        subject=request.user.subject,
        channel=channel,
        address=request.POST.get("address", "")[:200],
        language=language_of(request.path_info),
        zone=zone if zone in dict(TIME_ZONES) else TIME_ZONES[0][0],
        text_version=str(notice_on_the_form(request.POST.get("notice", "")).version),
        under=reverse("contact-confirm", args=["-"]).removesuffix("-/"),
        by=acting_for_themselves(request.user),
        at=at,
    )


def notice_on_the_form(version: str) -> NoticeVersion:
    """What they agree to is what they could read, also where a newer one came since."""
    is_number = version.isdecimal() and len(version) < 5
    return (version_of(Notice.MESSAGES, int(version)) if is_number else None) or current(Notice.MESSAGES)


def stopped(request: SignedInRequest, channel: Channel, at: datetime) -> HttpResponse:
    subject = request.user.subject
    forget_question_of(subject=subject, channel=channel, at=at)
    withdraw_agreement(subject=subject, channel=channel, by=acting_for_themselves(request.user), at=at)
    say(request, STOPPED)
    return redirect("my-contacts")


def contacts_page(request: SignedInRequest, *, refused: Channel | None = None, typed: str = "") -> HttpResponse:
    context = {
        "notice": current(Notice.MESSAGES).version,
        "contacts": contacts_of(subject=request.user.subject),
        "said": wording,
        "zones": TIME_ZONES,
        "refused": refused,
        "refusal": UNREADABLE[refused] if refused else "",
        "typed": typed,
    }
    return own_page(request, "contacts", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in the message leads. By GET it is the same page for every address, true or guessed (S15).

    It names us no more than the message does: whoever opens it may be anybody, and has agreed to nothing.
    """
    at, state, refused = timezone.now(), "asked", ""
    if request.method == "POST":
        try:
            check_limit(ANSWERS, request, at=at)
            confirm_contact(token=token, browser=new_browser_secret(), at=at)
            state = "agreed"
        except TooOften as refusal:
            return too_often(request, refusal, template=CONFIRM, context={"state": "later"})
        except LinkRefused as refusal:
            state, refused = "refused", str(refusal)
    context = {"state": state, "refused": refused}
    response = page(request, CONFIRM, context, status=404 if refused else 200)
    patch_cache_control(response, no_store=True)
    return response
