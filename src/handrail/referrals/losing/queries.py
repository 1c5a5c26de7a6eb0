"""Questions that programs lose, and people who no longer agree."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from handrail.privacy.models import Consent, Erasure
from handrail.referrals.domain.agreeing import RENEWED_FROM
from handrail.referrals.domain.ladder import SKEW
from handrail.referrals.domain.questions import GONE_AFTER
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage
from handrail.referrals.models import Question, Referral

WHO_ASK = [Side.SENDER, Side.PERSON, Side.COORDINATOR]
LONGEST_TURN = timedelta(days=4)  # of the next working day, over a weekend
WARNED_FOR = timedelta(hours=6)  # a worker that stands still for longer warns nobody; the end itself calls
RENEWED = sorted(stage.value for stage in WITH_A_PROGRAM - {Stage.ARRIVED})
PICKED = sorted(stage.value for stage in WITH_A_PROGRAM)


def questions_to_lose(*, at: datetime) -> QuerySet[Question]:
    """Asked a day ago by programs that were not picked (S21), or by a clock that was set back since."""
    old = Q(asked_at__lte=at - GONE_AFTER) | Q(asked_at__gt=at + SKEW)
    kept = Q(facility=F("referral__facility")) | Q(facility=F("referral__facility__merged_into"))
    return Question.objects.filter(old, gone_at=None).exclude(kept, referral__stage__in=PICKED)


def referrals_without_consent(*, at: datetime) -> QuerySet[Referral]:
    """With a program by a consent that was taken back; and every open one of who asked to be forgotten (S33)."""
    revoked = Q(revoked_at__isnull=False) & (Q(irrevocable_until=None) | Q(irrevocable_until__lte=at))
    taken_back = Consent.objects.filter(revoked | Q(ended_at__isnull=False) | Q(known_false=True))
    hidden = Erasure.objects.filter(undone_at=None).values("subject")
    ended = Q(stage__in=PICKED) & Q(consent__in=taken_back.values("pk"))
    return Referral.objects.open().filter(ended | Q(subject__in=hidden))


def referrals_past_their_consent(*, at: datetime) -> QuerySet[Referral]:
    """Whose consent ran out, and nobody took it back: the program sees no more, and somebody has to ask the person.

    Without those in front of whoever asks already. Who has come is in care there, by what they sign there.
    """
    asked_for = Q(turn__in=WHO_ASK, due_at__lte=at + LONGEST_TURN)
    return by_consents_that_end(Q(expires_at__lte=at)).exclude(asked_for)


def referrals_to_warn_of(*, at: datetime) -> QuerySet[Referral]:
    """Whose consent ends in a week, in the hours in which that begins."""
    soon = Q(expires_at__lte=at + RENEWED_FROM, expires_at__gt=at + RENEWED_FROM - WARNED_FOR)
    return by_consents_that_end(soon)


def yes_that_ends(referral: Referral, *, at: datetime) -> datetime | None:
    """When the yes ends by which a program has the person: within a week, or it ran out, and nobody took it back."""
    consent = referral.consent
    if consent is None or consent.expires_at is None or referral.stage not in RENEWED:
        return None
    is_standing = consent.revoked_at is None and consent.ended_at is None and not consent.known_false
    return consent.expires_at if is_standing and consent.expires_at <= at + RENEWED_FROM else None


def by_consents_that_end(when: Q) -> QuerySet[Referral]:
    standing = Consent.objects.filter(when, revoked_at=None, ended_at=None, known_false=False)
    hidden = Erasure.objects.filter(undone_at=None).values("subject")
    rows = Referral.objects.filter(stage__in=RENEWED, consent__in=standing.values("pk"))
    return rows.exclude(subject__in=hidden)
