"""Asking a program to expect one, without an account: one screen, one press, and a receipt (S16, S20)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.models import Organization
from handrail.directory.call_lines import call_lines
from handrail.directory.calls.numbers_found import NOTHING_FOUND, numbers_found
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.directory.queries import facility_by_public_id
from handrail.kernel.busy_database import LONGEST_WAIT_OF_A_PERSON, is_busy, waiting_at_most
from handrail.kernel.sealed_tokens import TokenRefused
from handrail.messaging.actions import MessageRefused
from handrail.messaging.channels.choice import missing_setting
from handrail.pages import expect_words
from handrail.pages.expect_form import FIELDS, Begun, ExpectForm
from handrail.pages.moments import moment_told, week_told
from handrail.pages.views.carrying import private, reading_page
from handrail.privacy.agreements.queries import must_be_named
from handrail.privacy.domain.notices import Notice
from handrail.privacy.domain.receipts import in_groups
from handrail.privacy.notices.library import current
from handrail.privacy.receipts.actions import MadeReceipt
from handrail.referrals.coming_back.queries import CHANNEL_OF
from handrail.referrals.domain.clocks import answer_due
from handrail.referrals.domain.own_agreement import agreement_lines
from handrail.referrals.domain.self_referring import RECEIPT_LASTS, Asked, AskingRefused, Reach
from handrail.referrals.moving.consent import program_of
from handrail.referrals.self_referring.actions import Signed, ask_to_be_expected
from handrail.referrals.self_referring.queries import can_be_asked, coordinators
from handrail.referrals.switch import SwitchedOff
from handrail.web.error_pages import too_often, try_again
from handrail.web.language import language_of
from handrail.web.limiting.limits import Limit, TooOften, check_limit, check_limit_of_all
from handrail.web.stateless_forms import stateless_form_that_writes
from handrail.web.time_zones import zone_within
from handrail.web.translation import translate

A_DAY = 24 * 60 * 60
# Product choices. A shelter shares one network; a number belongs to one person, and each use costs them a text.
OF_ONE_NETWORK = Limit("expect me", most=20, seconds=A_DAY)
OF_ONE_NETWORK_HERE = Limit("expect me: here", most=5, seconds=A_DAY)
OF_ONE_ADDRESS = Limit("expect me: number", most=3, seconds=A_DAY)
UNPROCESSABLE = 422


@stateless_form_that_writes
@require_http_methods(["GET", "HEAD", "POST"])
def expect(request: HttpRequest, public_id: str) -> HttpResponse:
    """By GET what it is; by POST the form, with a key of its own; sent, the receipt."""
    place = facility_by_public_id(public_id=public_id)
    if place is None:
        raise Http404
    at = timezone.now()
    program = program_of(place)
    if program is None or not can_be_asked(place, at=at):
        return call_page(request, place, at)
    if request.method != "POST":
        return reading_page(request, "pages/expect.jinja", {"facility": place, "program": program.name})
    if "send" not in request.POST:
        return form_page(request, place, program, ExpectForm(), Begun.at(place, program.public_id), at)
    return sent(request, place, program, at)


def sent(request: HttpRequest, place: Facility, program: Organization, at: datetime) -> HttpResponse:
    form = ExpectForm.from_post(request.POST)
    try:
        begun = Begun.from_token(request.POST.get("begun", ""), place=place, at=at)
    except TokenRefused:
        again = Begun.at(place, program.public_id)
        return form_page(request, place, program, form, again, at, is_expired=True)
    if form.is_minor:
        return call_page(request, place, at, is_minor=True)
    if form.errors:
        return form_page(request, place, program, form, begun, at)
    return kept(request, place, program, form, begun, at)


def kept(
    request: HttpRequest, place: Facility, program: Organization, form: ExpectForm, begun: Begun, at: datetime
) -> HttpResponse:
    asked = form.asked()
    try:
        check_limits(request, place, asked, at)
        with waiting_at_most(LONGEST_WAIT_OF_A_PERSON):
            made = ask_to_be_expected(
                facility=place,
                asked=asked,
                signed=signed_with(request, place, program, begun.program),
                pin=request.POST.get("pin", ""),
                key=begun.key,
                at=at,
            )
    except TooOften as refusal:
        return too_often(request, refusal)
    except (AskingRefused, SwitchedOff, MessageRefused) as refusal:
        return call_page(request, place, at, refused=str(refusal))
    except OperationalError as error:
        if not is_busy(error):
            raise
        return try_again(form_page(request, place, program, form, begun, at, is_busy=True))
    return receipt_page(request, place, made, asked, at)


def check_limits(request: HttpRequest, place: Facility, asked: Asked, at: datetime) -> None:
    check_limit(OF_ONE_NETWORK, request, at=at)
    check_limit(OF_ONE_NETWORK_HERE, request, at=at, about=place.public_id)
    if asked.address:
        check_limit_of_all(OF_ONE_ADDRESS, about=asked.address, at=at)


def signed_with(request: HttpRequest, place: Facility, program: Organization, shown_for: str) -> Signed:
    """In the words that stood on the form, for the program for which it was shown."""
    language = language_of(request.path_info)
    return Signed(
        program=shown_for,
        lines=agreement(place, program, language),
        language=language,
        messages_version=str(current(Notice.MESSAGES).version),
        confirm_under=reverse("reach-confirm", args=["-"]).removesuffix("-/"),
    )


def agreement(place: Facility, program: Organization, language: str) -> list[str]:
    names = {"program": program.name, "place": place.name}
    return [translate(line, language) % names for line in agreement_lines(names_operator=must_be_named())]


def form_page(
    request: HttpRequest,
    place: Facility,
    program: Organization,
    form: ExpectForm,
    begun: Begun,
    at: datetime,
    *,
    is_expired: bool = False,
    is_busy: bool = False,
) -> HttpResponse:
    language = language_of(request.path_info)
    context = {
        "facility": place,
        "form": form,
        "begun": begun.token(at=at),
        "said": expect_words,
        "errors": [(name, translate(form.error(name), language)) for name in FIELDS if form.error(name)],
        "agreement": agreement(place, program, language),
        "reaches": [one for one in expect_words.REACH_CHOICES if is_open(Reach(one[0]))],
        "is_expired": is_expired,
        "is_busy": is_busy,
        **who_answers(at, language),
    }
    response = reading_page(request, "pages/expect_form.jinja", context)
    response.status_code = UNPROCESSABLE if form.errors or is_expired else 200
    return response


def is_open(reach: Reach) -> bool:
    """What this site cannot send yet is not offered."""
    return reach is Reach.RECEIPT or not missing_setting(CHANNEL_OF[reach])


def who_answers(at: datetime, language: str) -> dict[str, Any]:
    """Nobody is promised who is not there (P10)."""
    found = coordinators(at=at)
    return {
        "are_there": found is not None and found.are_there,
        "there_at": week_told(found.hours, language) if found else [],
        "there_zone_words": zone_within(found.hours.zone, language) if found else "",
    }


def call_page(
    request: HttpRequest, place: Facility, at: datetime, *, refused: str = "", is_minor: bool = False
) -> HttpResponse:
    """Nothing was kept: the telephone, and what to say."""
    language = language_of(request.path_info)
    lines = call_lines(place, language, numbers_found(at=at).get(place.pk, NOTHING_FOUND))
    context = {"facility": place, "lines": lines, "refused": refused, "is_minor": is_minor, "sent": way_back(request)}
    response = reading_page(request, "pages/expect_call.jinja", context)
    response.status_code = UNPROCESSABLE if refused or is_minor else 200
    return response


def receipt_page(request: HttpRequest, place: Facility, made: MadeReceipt, asked: Asked, at: datetime) -> HttpResponse:
    """Neutral words: on paper it could be anybody's number. Another language must not send a second time."""
    language, zone = language_of(request.path_info), zone_of_state(place.state)
    context = {
        "number": in_groups(made.number),
        "address": typed_address(request),
        "has_pin": bool(request.POST.get("pin", "").strip()),
        "ends": moment_told(at + RECEIPT_LASTS, zone=zone, language=language),
        "due": moment_told(answer_due(asked.urgency, since=at, zone=zone), zone=zone, language=language),
        "reach": asked.reach.value,
        "sent": way_back(request),
        **who_answers(at, language),
    }
    return private(reading_page(request, "pages/expect_receipt.jinja", context))


def typed_address(request: HttpRequest) -> str:
    """As somebody types it who has the paper alone: on the neutral host, where the operator named one."""
    return f"{settings.MESSAGE_HOST or request.get_host()}{reverse('receipt')}"


def way_back(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    return tuple(("search", token) for token in request.POST.getlist("search")[:1])
