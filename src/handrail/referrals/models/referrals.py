"""A referral: one person handed on, until we know how it ended."""

from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.domain.consents import Condition
from handrail.privacy.sealed_fields import SealedField
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.reasons import OUTCOMES, Outcome
from handrail.referrals.domain.release import Ahead, ahead_of
from handrail.referrals.domain.releases import FirstDayMedicine, FirstDayNaloxone
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, OPEN, WITH_A_PROGRAM, Stage
from handrail.referrals.models.columns import code, is_known
from handrail.referrals.models.needs import HasNeed, need_is_known

MOST_LEGS = 3
OPEN_STAGES = [stage.value for stage in OPEN]
ENDED_STAGES, PICKED_STAGES = sorted(stage.value for stage in ENDS), sorted(stage.value for stage in WITH_A_PROGRAM)


def each_end_has_its_outcomes() -> Q:
    allowed = Q(stage__in=OPEN_STAGES, outcome="")
    for stage, outcomes in OUTCOMES.items():
        allowed |= Q(stage=stage.value, outcome__in=sorted(outcome.value for outcome in outcomes))
    return allowed


class ReferralQuerySet(models.QuerySet["Referral"]):
    def open(self) -> Self:
        return self.filter(stage__in=OPEN_STAGES)

    def self_referred(self) -> Self:
        return self.filter(sender=None)

    def sent_by(self, organization_id: int) -> Self:
        return self.filter(sender_id=organization_id)


class Referral(HasNeed):
    """Where one person stands on the way to care, whose turn it is, and until when."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    key = models.CharField(
        max_length=80, unique=True, help_text="of whoever made it: the same key is the same referral"
    )
    subject = models.ForeignKey("privacy.Subject", models.PROTECT, related_name="+")
    sender = models.ForeignKey(
        "accounts.Organization", models.PROTECT, null=True, related_name="+", help_text="null: the person did it"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    language = models.CharField(max_length=5, choices=[(each, each) for each in ("en", "es")])
    zone = models.CharField(max_length=40, help_text="whose wall clock counts its working days")

    urgency = code(Urgency)
    is_injecting = models.BooleanField(default=False, help_text="45 CFR 96.126 counts days for them")
    is_pregnant = models.BooleanField(default=False, help_text="45 CFR 96.131 puts them first")
    requested_at = models.DateTimeField(help_text="from which the days of 45 CFR 96.126 are counted")
    interim_began_at = models.DateTimeField(null=True, blank=True)
    words = SealedField(null=True, help_text="alias, how and when to be reached, what the sender wrote: one object")

    release_on = models.DateField(null=True, blank=True, help_text="of who is in custody")
    condition = code(Condition, is_optional=True)
    first_day_medicine = code(FirstDayMedicine, length=16, is_optional=True)
    first_day_naloxone = code(FirstDayNaloxone, length=16, is_optional=True)

    stage = code(Stage)
    moves = models.PositiveIntegerField(default=0, help_text="how many there were: the number of the last one")
    stage_since = models.DateTimeField()
    turn = code(Side, is_optional=True)
    due_at = models.DateTimeField(null=True, blank=True)
    rung = models.PositiveSmallIntegerField(default=Rung.IN_TIME)
    rung_at = models.DateTimeField(null=True, blank=True)

    facility = models.ForeignKey("directory.Facility", models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.ForeignKey("privacy.Consent", models.PROTECT, null=True, blank=True, related_name="+")
    expected_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    first_dose_at = models.DateTimeField(null=True, blank=True)
    outcome = code(Outcome, length=32, is_optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="referrals_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["facility", "stage"], name="referrals_of_a_program"),
            models.Index(fields=["sender", "stage"], name="referrals_of_a_sender"),
        ]
        constraints = [
            is_known("referral", "stage", Stage),
            is_known("referral", "urgency", Urgency),
            *need_is_known("referral"),
            is_known("referral", "turn", Side, is_optional=True),
            is_known("referral", "condition", Condition, is_optional=True),
            is_known("referral", "first_day_medicine", FirstDayMedicine, is_optional=True),
            is_known("referral", "first_day_naloxone", FirstDayNaloxone, is_optional=True),
            models.CheckConstraint(
                condition=Q(release_on=None)
                | ~Q(stage__in=PICKED_STAGES)
                | ~Q(first_day_medicine="") & ~Q(first_day_naloxone=""),
                name="referrals_release_answers_the_first_day",
            ),
            models.CheckConstraint(condition=~Q(moves=0) | Q(stage=Stage.DRAFT), name="referrals_begin_as_drafts"),
            models.CheckConstraint(condition=each_end_has_its_outcomes(), name="referrals_end_has_its_outcome"),
            models.CheckConstraint(
                condition=Q(stage__in=OPEN_STAGES, ended_at=None, due_at__isnull=False) & ~Q(turn="")
                | Q(stage__in=ENDED_STAGES, ended_at__isnull=False, due_at=None, turn=""),
                name="referrals_open_has_a_clock_and_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=PICKED_STAGES) | Q(facility__isnull=False, consent__isnull=False),
                name="referrals_with_a_program_by_consent",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.EXPECTED) | Q(expected_at__isnull=False), name="referrals_expected_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.HELD, held_until__isnull=False) | ~Q(stage=Stage.HELD),
                name="referrals_held_until_a_time",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.WAITLISTED, position__gte=1) | ~Q(stage=Stage.WAITLISTED) & Q(position=None),
                name="referrals_waiting_has_a_position",
            ),
            models.CheckConstraint(
                condition=Q(rung__lte=max(Rung)) & (Q(rung=0, rung_at=None) | Q(rung__gt=0, rung_at__isnull=False)),
                name="referrals_rung_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")), name="referrals_end_after_they_began"
            ),
        ]

    def __str__(self) -> str:
        return f"referral {self.public_id}"

    def ahead_at(self, at: datetime) -> Ahead | None:
        """How far ahead the day of release lies, as whoever knows no name may learn it."""
        return ahead_of(self.release_on, on=at.astimezone(ZoneInfo(self.zone)).date())

    @property
    def is_expected_too_early(self) -> bool:
        """The day of release was moved past the time that was agreed with the program."""
        if self.expected_at is None or self.release_on is None:
            return False
        return self.expected_at.astimezone(ZoneInfo(self.zone)).date() < self.release_on

    @property
    def need_urgency(self) -> Urgency:
        return Urgency(self.urgency)


class ReferralLeg(models.Model):
    """One leg of the way that was chosen: a place in its order, and nothing of the person."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="legs")
    order = models.PositiveSmallIntegerField()
    facility = models.ForeignKey("directory.Facility", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "order"], name="referrals_one_leg_at_a_time"),
            models.CheckConstraint(condition=Q(order__range=(1, MOST_LEGS)), name="referrals_three_legs_at_most"),
        ]

    def __str__(self) -> str:
        return f"leg {self.order} of {self.referral_id}"
