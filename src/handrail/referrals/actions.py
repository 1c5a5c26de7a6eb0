"""This package's part of a person's erasure (S33), and of the beginning and end of a demonstration (S36)."""

from datetime import datetime

from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Subject
from handrail.referrals.demonstration.actions import remove_demonstration
from handrail.referrals.demonstration.mirror import bring_mirror_to_life as bring_demonstration_to_life
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import CoordinatorNote, MoveWords, Referral
from handrail.referrals.moving.actions import move

__all__ = ["bring_demonstration_to_life", "erase", "lock_before_erasing", "remove_demonstration"]


def lock_before_erasing(*, subject: Subject) -> None:
    """Whoever moves a referral holds its row and then writes to the person's: the other way round is a deadlock."""
    rows = Referral.objects.select_for_update(of=("self",)).filter(subject=subject)
    list(rows.order_by("pk").values_list("pk", flat=True))


def erase(*, subject: Subject, at: datetime) -> None:
    """What is open ends, and its programs see it no more. Codes of the way stay without a name, as the account does."""
    for referral in Referral.objects.filter(subject=subject).open():
        given = Given(outcome=Outcome.ERASED)
        move(referral=referral, to=Stage.CANCELED, side=Side.CLOCK, by=PRODUCT, at=at, given=given)
    Referral.objects.filter(subject=subject).update(words=None)
    MoveWords.objects.filter(subject=subject).delete()
    CoordinatorNote.objects.filter(subject=subject).update(words=None)
