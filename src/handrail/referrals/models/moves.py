"""Every move of every referral: rows are only added, and a referral moves by one of them alone."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.domain.actors import ActorKind
from handrail.privacy.sealed_fields import SealedField
from handrail.referrals.domain.moves import MOVES, Move
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models.columns import code, is_known
from handrail.referrals.models.referrals import Referral


def is_in_the_table() -> Q:
    """As `domain.moves.MOVES`, asked of the database: which stage may follow which, and by which side."""
    return reduce(or_, (line(current, to, move) for (current, to), move in MOVES.items()))


def line(current: Stage, to: Stage, move: Move) -> Q:
    sides = sorted(side.value for side in move.sides)
    return Q(from_stage=current.value, to_stage=to.value, side__in=sides)


class ReferralMove(models.Model):
    """One move: by whom, for which side, when, and in codes why."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="history")
    number = models.PositiveIntegerField(help_text="1 is the first")
    from_stage = code(Stage)
    to_stage = code(Stage)
    side = code(Side)
    by_kind = code(ActorKind)
    by_id = models.CharField(max_length=16, blank=True)
    organization_id = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()
    facility = models.ForeignKey("directory.Facility", models.PROTECT, null=True, related_name="+")
    expected_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    position = models.PositiveSmallIntegerField(null=True)
    declined_by = code(DeclinedBy, is_optional=True)
    reason = code(DeclineReason, length=32, is_optional=True)
    outcome = code(Outcome, length=32, is_optional=True)

    class Meta:
        ordering = ["referral", "number"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "number"], name="referrals_moves_are_numbered"),
            models.CheckConstraint(condition=is_in_the_table(), name="referrals_move_is_in_the_table"),
            is_known("move", "declined_by", DeclinedBy, is_optional=True),
            is_known("move", "reason", DeclineReason, is_optional=True),
            models.CheckConstraint(
                condition=Q(to_stage=Stage.DECLINED) & ~Q(declined_by="") & ~Q(reason="")
                | ~Q(to_stage=Stage.DECLINED) & Q(declined_by="", reason=""),
                name="referrals_decline_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}.{self.number}: {self.from_stage} to {self.to_stage}"


class MoveWords(models.Model):
    """What a program asked back, or what was replied: sealed, beside the log that never changes."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    subject = models.ForeignKey("privacy.Subject", models.PROTECT, related_name="+")
    move = models.OneToOneField(ReferralMove, models.PROTECT, related_name="words")
    words = SealedField()

    def __str__(self) -> str:
        return f"words {self.public_id}"
