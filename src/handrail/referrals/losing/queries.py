"""Questions that programs lose, and people who no longer agree."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from handrail.privacy.models import Consent, Erasure
from handrail.referrals.domain.ladder import SKEW
from handrail.referrals.domain.questions import GONE_AFTER
from handrail.referrals.domain.stages import WITH_A_PROGRAM
from handrail.referrals.models import Question, Referral

PICKED = sorted(stage.value for stage in WITH_A_PROGRAM)


def questions_to_lose(*, at: datetime) -> QuerySet[Question]:
    """Asked a day ago by programs that were not picked (S21), or by a clock that was set back since."""
    old = Q(asked_at__lte=at - GONE_AFTER) | Q(asked_at__gt=at + SKEW)
    kept = Q(facility=F("referral__facility")) | Q(facility=F("referral__facility__merged_into"))
    return Question.objects.filter(old, gone_at=None).exclude(kept, referral__stage__in=PICKED)


def referrals_without_consent(*, at: datetime) -> QuerySet[Referral]:
    """With a program by a consent that stands no more; and every open one of who asked to be forgotten (S33)."""
    live = Consent.objects.live(at=at)
    hidden = Erasure.objects.filter(undone_at=None).values("subject")
    ended = Q(stage__in=PICKED) & ~Q(consent__in=live.values("pk"))
    return Referral.objects.open().filter(ended | Q(subject__in=hidden))
