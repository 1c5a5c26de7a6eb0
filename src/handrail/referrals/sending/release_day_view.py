"""Custody tells that a day of release moved: one way, by the number that stood there when it was received (S24)."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.domain.roles import Kind
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.referrals.domain.releases import ReleaseRefused
from handrail.referrals.domain.sending import WritingRefused
from handrail.referrals.sending.access import Sender, for_senders
from handrail.referrals.sending.actions import tell_release_day
from handrail.referrals.sending.draft_form import day_typed
from handrail.referrals.sending.pages import sender_page, sent

FIELDS = {"number": 40, "release_on": 10, "first_day_medicine": 16, "first_day_naloxone": 16}


@require_http_methods(["GET", "HEAD", "POST"])
@for_senders
def release_day(request: SignedInRequest, senders: list[Sender]) -> HttpResponse:
    """The same answer for what goes on and for what has ended: what becomes of it is for the person alone."""
    of_custody = [each for each in senders if each.kind is Kind.CUSTODY]
    if not of_custody:
        raise Http404
    typed = {name: sent(request, name, most) for name, most in FIELDS.items()}
    if request.method != "POST":
        return sender_page(request, "release_day", {"typed": typed, "is_received": False})
    try:
        tell_release_day(
            number=typed["number"],
            senders=of_custody,
            release_on=day_typed(typed["release_on"]),
            medicine=typed["first_day_medicine"],
            naloxone=typed["first_day_naloxone"],
            at=timezone.now(),
        )
    except (ReleaseRefused, WritingRefused) as refusal:
        return sender_page(request, "release_day", {"typed": typed, "is_received": False}, refused=str(refusal))
    return sender_page(request, "release_day", {"typed": {}, "is_received": True})
