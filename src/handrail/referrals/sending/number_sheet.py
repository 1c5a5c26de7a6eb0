"""The paper with the person's number: as neutral as a telephone card, since it may lie on a kitchen table (S16)."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from markupsafe import Markup

from handrail.privacy.domain.receipts import in_groups
from handrail.privacy.receipts.actions import MadeReceipt
from handrail.referrals.models import Referral
from handrail.referrals.sending.pages import sheet


def number_sheet(request: HttpRequest, referral: Referral, made: MadeReceipt) -> Markup:
    """In the person's language. It names nobody, no program and no kind of care."""
    context = {"number": in_groups(made.number), "address": typed_address(request, referral.language)}
    return sheet("number_sheet", context, language=referral.language)


def typed_address(request: HttpRequest, language: str) -> str:
    """As somebody types it who has the paper alone: on the neutral host, where the operator named one."""
    with override(language):
        return f"{settings.MESSAGE_HOST or request.get_host()}{reverse('receipt')}"
