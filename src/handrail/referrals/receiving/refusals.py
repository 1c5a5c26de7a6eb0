"""Why a program is not shown somebody: it is over there, or there is something that a coordinator has to see to.

What the person did is never said (S22).
"""

from datetime import datetime

from handrail.privacy.models import Consent
from handrail.privacy.queries import is_hidden
from handrail.referrals.climbing.actions import call_about
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage
from handrail.referrals.models import Referral
from handrail.web.translation import mark

OVER = mark("This request is over for you. Nothing of it is shown any more, and you need do nothing.")
NOT_NOW = mark("This cannot be opened now. It does not lie with the person. Our coordinator looks into it.")


def why_not(referral: Referral, *, at: datetime) -> str:
    """A paper that ran out, or a page that is in dispute, is nothing that the person did, and somebody sees to it."""
    is_here = Stage(referral.stage) in WITH_A_PROGRAM
    return NOT_NOW if is_here and is_agreed_still(referral, at=at) else OVER


def is_agreed_still(referral: Referral, *, at: datetime) -> bool:
    """Who asked to be forgotten agrees to nothing (S33)."""
    is_gone = is_hidden(referral.subject) or referral.subject.erased_at is not None
    return not is_gone and Consent.objects.live(at=at).filter(pk=referral.consent_id).exists()


def told_why_not(referral: Referral, *, at: datetime) -> str:
    """The words for the program; where they promise that a coordinator looks into it, one is called."""
    referral = Referral.objects.select_related("subject").get(pk=referral.pk)
    words = why_not(referral, at=at)
    if words == NOT_NOW:
        call_about(referral, at=at)
    return words
