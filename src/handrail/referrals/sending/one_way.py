"""What police and custody are answered: that it was received, at once, and never anything more (S24).

The person's yes comes from their own phone, or was signed on paper: a device of police or custody captures none.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.directory.models import Facility
from handrail.privacy.one_time_links.actions import MadeLink
from handrail.referrals.agreeing.actions import ask_to_agree, sign
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.domain.agreeing import AgreeingRefused, Signing
from handrail.referrals.models import AskedConsent, Referral
from handrail.referrals.sending.access import Sender
from handrail.referrals.sending.draft_form import DraftForm
from handrail.referrals.sending.pages import sender_page, sent
from handrail.referrals.sending.release_pack import pack_of
from handrail.web.qr import qr_drawing
from handrail.web.translation import mark

NO_PAPER = mark("Write what to call the person and choose one place first: both stand on the paper.")
ON_PHONE, ON_PAPER = "phone", "paper"


def check_paper(form: DraftForm, sender: Sender) -> None:
    """A place is named on what somebody signs. Raises `AgreeingRefused`."""
    if sender.is_one_way and form.agrees == ON_PAPER and not form.picks:
        raise AgreeingRefused(NO_PAPER)


def received(
    request: SignedInRequest, referral: Referral, sender: Sender, *, kept_at: str, at: datetime
) -> HttpResponse:
    """The same page again for the same form again: what became of it meanwhile is told to nobody here."""
    asked, link = None, None
    leg = referral.legs.select_related("facility").first()
    agrees = sent(request, "agrees")
    if leg is not None and agrees == ON_PHONE and not was_answered(referral, leg.facility):
        asked, link = ask(referral, leg.facility, Signing.OWN_PHONE, sender, request, at=at)
    if leg is not None and agrees == ON_PAPER and not was_answered(referral, leg.facility):
        asked, _ = ask(referral, leg.facility, Signing.ON_PAPER, sender, request, at=at)
        words = consent_words(referral=referral, facility=leg.facility, language=referral.language)
        sign(asked=asked, read=words.hash, by=sender.by, at=at, kept_at=kept_at)
    context = {
        "link": link_shown(request, link, referral.language) if link else None,
        "pack": pack_of(referral, expected_at=None) if referral.release_on else None,
    }
    return sender_page(request, "received", context)


def ask(
    referral: Referral, place: Facility, way: Signing, sender: Sender, request: SignedInRequest, *, at: datetime
) -> tuple[AskedConsent, MadeLink | None]:
    return ask_to_agree(
        referral=referral,
        facility=place,
        way=way,
        language=referral.language,
        user=request.user,
        by=sender.by,
        at=at,
    )


def was_answered(referral: Referral, place: Facility) -> bool:
    return AskedConsent.objects.filter(referral=referral, facility=place).exclude(reply="").exists()


def link_shown(request: HttpRequest, link: MadeLink, language: str) -> dict[str, object]:
    """Shown this once: only its hash is kept."""
    with override(language):
        address = request.build_absolute_uri(reverse("agree", args=[link.token]))
    return {"address": address, "qr": qr_drawing(address), "code": link.code}
