"""What police and custody are answered: that it was received, at once, and never anything more (S24).

The person's yes comes from their own phone, or was signed on paper: a device of police or custody captures none.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from markupsafe import Markup

from handrail.accounts.domain.roles import Kind
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.messaging.delivering.asking import absolute
from handrail.privacy.one_time_links.actions import MadeLink
from handrail.referrals.domain.agreeing import AgreeingRefused
from handrail.referrals.domain.sending import REACHES
from handrail.referrals.models import Referral
from handrail.referrals.sending.access import Sender
from handrail.referrals.sending.draft_form import DraftForm
from handrail.referrals.sending.pages import sender_page, sheet
from handrail.referrals.sending.release_pack import pack_of
from handrail.referrals.submitting.actions import ON_PAPER, ON_PHONE, Submitted
from handrail.web.qr import qr_drawing
from handrail.web.translation import mark

BY_PHONE = mark("Once they signed on their own phone, they get a number there. With it they see how it goes on.")
BY_COORDINATOR = mark("Our coordinator tells them, in the way you wrote down.")
BY_NOBODY = mark("No phone and no number of theirs was written down: nobody can tell them. Let them come to us.")
NO_PAPER = mark("Write what to call the person and choose one place first: both stand on the paper.")


def check_paper(form: DraftForm, sender: Sender) -> None:
    """A place is named on what somebody signs. Raises `AgreeingRefused`."""
    if sender.is_one_way and form.agrees == ON_PAPER and not form.picks:
        raise AgreeingRefused(NO_PAPER)


def received(request: SignedInRequest, submitted: Submitted, *, form: DraftForm) -> HttpResponse:
    """For a form that was sent before it is always the same bare page: what became of it is told to nobody here."""
    referral, link = submitted.referral, submitted.link
    context = {
        "link": link_shown(request, link, referral.language) if referral and link else None,
        "pack": pack_sheet(referral, form.typed["alias"]) if referral and referral.release_on else None,
        "told": how_told(form),
        "number": referral.public_id if referral and referral.sender and referral.sender.kind == Kind.CUSTODY else "",
    }
    return sender_page(request, "received", context)


def how_told(form: DraftForm) -> str:
    """How the person learns what becomes of it, who alone is told. The same form says the same again."""
    if form.agrees == ON_PHONE and form.picks:
        return BY_PHONE
    return BY_NOBODY if form.typed["reach"] == REACHES[0] else BY_COORDINATOR


def pack_sheet(referral: Referral, alias: str) -> Markup:
    context = {"pack": pack_of(referral, alias=alias), "expected": "", "lines": ()}  # no program has said yes yet
    return sheet("pack", context, language=referral.language)


def link_shown(request: HttpRequest, link: MadeLink, language: str) -> dict[str, object]:
    """Shown this once: only its hash is kept. On the neutral host, as messages are, where there is one (S37)."""
    with override(language):
        path = reverse("agree", args=[link.token])
    address = absolute(path) if settings.MESSAGE_HOST else request.build_absolute_uri(path)
    return {"address": address, "qr": qr_drawing(address), "code": link.code}
