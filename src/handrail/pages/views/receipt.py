"""Coming back with a receipt: POST only, little at first, all of it after one more press (S16)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.models import Organization
from handrail.directory.models import Facility
from handrail.directory.queries import facility_by_public_id
from handrail.pages.receipt_told import Told, receipt_from, receipt_token
from handrail.pages.views.carrying import private
from handrail.pages.views.expecting import agreement, signed_with, who_answers
from handrail.privacy.consenting.actions import ConsentRefused
from handrail.privacy.models import Receipt
from handrail.privacy.receipts.actions import ReceiptPaused, ReceiptRefused
from handrail.privacy.receipts.door import open_at_door
from handrail.privacy.receipts.queries import holder_of
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.closing.actions import say_by_receipt
from handrail.referrals.coming_back import actions as coming_back
from handrail.referrals.domain.agreeing import AgreeingRefused, Signing
from handrail.referrals.domain.closing import Account, ClosingRefused
from handrail.referrals.domain.coming_back import ComingBackRefused
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.self_referring import NOT_HERE, AskingRefused
from handrail.referrals.losing.queries import yes_that_ends
from handrail.referrals.models import Referral
from handrail.referrals.moving.consent import program_of
from handrail.referrals.self_referring.actions import agree_again, choose_another, reply
from handrail.referrals.self_referring.queries import can_be_asked, referral_of
from handrail.referrals.switch import SwitchedOff
from handrail.web.error_pages import too_often
from handrail.web.language import language_of
from handrail.web.limiting.limits import TooOften
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes
from handrail.web.translation import mark

UNPROCESSABLE, TOO_MANY = 422, 429
LONGEST = 1000
TOO_OLD = mark("This page was open for long. Please type your number again.")
REFUSALS = (
    AgreeingRefused,
    AskingRefused,
    ClosingRefused,
    ComingBackRefused,
    ConsentRefused,
    MoveRefused,
    SwitchedOff,
)


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def receipt(request: HttpRequest) -> HttpResponse:
    if request.method != "POST" or not {"number", "token"} & set(request.POST):
        return number_page(request)
    at = timezone.now()
    try:
        held = held_receipt(request, at)
    except TooOften as refusal:
        return too_often(request, refusal)
    except ReceiptPaused as pause:
        wait = max(1, round((pause.may_try_from - at).total_seconds()))
        return too_often(request, TooOften(wait))
    except ReceiptRefused as refusal:
        return number_page(request, refused=str(refusal))
    referral = referral_of(held) if held else None
    if held is None or referral is None:
        return number_page(request, refused=TOO_OLD)
    return done(request, held, referral, at)


def held_receipt(request: HttpRequest, at: datetime) -> Receipt | None:
    """By the number and PIN, or by what an earlier page carries instead of them."""
    if "token" in request.POST:
        return receipt_from(request.POST["token"], at=at)
    return open_at_door(request, number=request.POST["number"], pin=request.POST.get("pin", ""), at=at)


def done(request: HttpRequest, held: Receipt, referral: Referral, at: datetime) -> HttpResponse:
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        return told_page(request, held, referral, at, shows_all="do" in request.POST)
    try:
        act(request, held, referral, at)
    except REFUSALS as refusal:
        return told_page(request, held, fresh(referral), at, shows_all=True, refused=str(refusal))
    return told_page(request, held, fresh(referral), at, shows_all=True, done=request.POST["do"])


def replied(request: HttpRequest, held: Receipt, referral: Referral, at: datetime) -> None:
    words = request.POST.get("words", "").strip()[:LONGEST]
    reply(referral=referral, words=words, by=holder_of(receipt=held), at=at)


def taken_back(request: HttpRequest, held: Receipt, referral: Referral, at: datetime) -> None:
    coming_back.take_back(referral=referral, by=holder_of(receipt=held), at=at)


def said(request: HttpRequest, held: Receipt, referral: Referral, at: datetime) -> None:
    account = request.POST.get("account", "")
    if account in list(Account):
        say_by_receipt(referral=referral, account=Account(account), by=holder_of(receipt=held), at=at)


def chosen(request: HttpRequest, held: Receipt, referral: Referral, at: datetime) -> None:
    """Signed for the program that was shown: its id came with the words."""
    place, program = asked_place(request, at)
    if referral.sender is not None:
        seen = {"program": request.POST.get("program", ""), "read": request.POST.get("read", "")}
        coming_back.choose_next(**seen, **signing(request, held, referral, place, at))
        return
    signed = signed_with(request, place, program, request.POST.get("program", ""))
    choose_another(referral=referral, facility=place, signed=signed, by=holder_of(receipt=held), at=at)


def agreed_again(request: HttpRequest, held: Receipt, referral: Referral, at: datetime) -> None:
    by, language = holder_of(receipt=held), language_of(request.path_info)
    if referral.sender is not None:
        read = request.POST.get("read", "")
        coming_back.agree_again(referral=referral, read=read, language=language, by=by, at=at)
        return
    place = referral.facility
    program = program_of(place) if place else None
    if place is None or program is None:
        raise AskingRefused(NOT_HERE)
    agree_again(
        referral=referral, signed=signed_with(request, place, program, request.POST.get("program", "")), by=by, at=at
    )


def signing(request: HttpRequest, held: Receipt, referral: Referral, place: Facility, at: datetime) -> dict[str, Any]:
    """For whom somebody else wrote it down: the words are those of a hand-over, and name who tells."""
    language = language_of(request.path_info)
    return {"referral": referral, "facility": place, "language": language, "by": holder_of(receipt=held), "at": at}


ACTS: dict[str, Callable[[HttpRequest, Receipt, Referral, datetime], None]] = {
    "reply": replied,
    "take-back": taken_back,
    "how-it-went": said,
    "choose": chosen,
    "renew": agreed_again,
}


def asked_place(request: HttpRequest, at: datetime):
    place: Facility | None = facility_by_public_id(public_id=request.POST.get("place", "")[:40])
    program = program_of(place) if place else None
    if place is None or program is None or not can_be_asked(place, at=at):
        raise AskingRefused(NOT_HERE)
    return place, program


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("subject", "facility", "sender", "consent").get(pk=referral.pk)


def told_page(
    request: HttpRequest,
    held: Receipt,
    referral: Referral,
    at: datetime,
    *,
    shows_all: bool,
    refused: str = "",
    done: str = "",
) -> HttpResponse:
    language = language_of(request.path_info)
    told, token = Told(referral, language, at), receipt_token(held, at=at)
    context = {
        "told": told,
        "token": token,
        "shows_all": shows_all,
        "refused": refused,
        "done": done,
        "renewal": renewal(referral, language, at) if shows_all else None,
        "sent": (("token", token),),  # another language shows the same, and does nothing twice
        **who_answers(at, language),
        **(told.context() if shows_all else {}),
        **(another(request, referral, at) if shows_all and not refused else {"asked": None}),
    }
    status = UNPROCESSABLE if refused else 200
    return private(page(request, "pages/receipt_told.jinja", context, status=status))


def renewal(referral: Referral, language: str, at: datetime) -> dict[str, Any] | None:
    """The yes that ends soon or has ended, in the words of another. None where none has to be said."""
    ends_at, place = yes_that_ends(referral, at=at), referral.facility
    program = program_of(place) if place else None
    if ends_at is None or place is None or (referral.sender is None and program is None):
        return None
    told = Told(referral, language, at)
    words = words_to_sign(referral, place, program, language)
    return {"is_over": ends_at <= at, "ends": told.moment(ends_at), **words}


def words_to_sign(referral: Referral, place: Facility, program: Organization | None, language: str) -> dict[str, Any]:
    """Of who asked for themselves, or of who was handed over: those name who tells, and carry their hash."""
    named = program.public_id if program else ""
    if referral.sender is None and program is not None:
        return {"lines": agreement(place, program, language), "read": "", "program": named}
    words = consent_words(referral=referral, facility=place, language=language, way=Signing.BY_RECEIPT)
    return {"lines": list(words.lines), "read": words.hash, "program": named}


def another(request: HttpRequest, referral: Referral, at: datetime) -> dict[str, Any]:
    """The agreement for the next program, once the person pressed its name."""
    if request.POST.get("do") != "ask":
        return {"asked": None}
    try:
        place, program = asked_place(request, at)
    except AskingRefused:
        return {"asked": None}
    words = words_to_sign(referral, place, program, language_of(request.path_info))
    return {"asked": place, "asked_program": words["program"], "agreement": words["lines"], "read": words["read"]}


def number_page(request: HttpRequest, *, refused: str = "") -> HttpResponse:
    """What was typed stands in no page again, not even for another language."""
    context = {"refused": refused, "sent": ()}
    return private(page(request, "pages/receipt.jinja", context, status=UNPROCESSABLE if refused else 200))
