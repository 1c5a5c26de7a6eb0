"""Two places whose organizations say that they work together. Only what both said is read by anybody else."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from handrail.directory.domain.partnerships import PartnerEnd, PartnerKind, PartnerSide, PartnerState
from handrail.directory.models.corrections import person
from handrail.directory.models.facilities import choices_of
from handrail.kernel.public_ids import new_public_id


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def confirmed(self, *, on: date) -> Self:
        """Said by both, and not run out."""
        return self.open().filter(confirmed_at__isnull=False, ends_on__gt=on)


class Partnership(models.Model):
    """What one side declared, the other confirmed, and both said for themselves: nobody pays anybody for it."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=16, choices=choices_of(PartnerKind))
    first = models.ForeignKey("directory.Claim", models.CASCADE, related_name="leads_to", help_text="people begin here")
    then = models.ForeignKey("directory.Claim", models.CASCADE, related_name="follows", help_text="and go on here")

    declared_side = models.CharField(max_length=5, choices=choices_of(PartnerSide))
    declared_by = person()
    declared_at = models.DateTimeField()
    nobody_pays_declared = models.BooleanField(help_text="18 U.S.C. 220, as the side says that declares")
    confirmed_side = models.CharField(max_length=5, blank=True, choices=choices_of(PartnerSide))
    confirmed_by = person(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    nobody_pays_confirmed = models.BooleanField(default=False, help_text="as the other side says")
    ends_on = models.DateField(help_text="the day on which it holds no longer, if nobody says it again")

    asked_again_at = models.DateTimeField(null=True, blank=True)
    again_side = models.CharField(max_length=5, blank=True, choices=choices_of(PartnerSide))
    again_by = person(null=True, blank=True)
    again_at = models.DateTimeField(null=True, blank=True)

    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = person(null=True, blank=True)
    ended_as = models.CharField(max_length=12, blank=True, choices=choices_of(PartnerEnd))
    reason = models.CharField(max_length=300, blank=True, help_text="why it ended, if somebody said; no name")

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ended_at", "ends_on"], name="directory_partners_running_out")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in PartnerKind]), name="directory_partnership_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(first=F("then")), name="directory_partnership_is_of_two"),
            models.CheckConstraint(
                condition=Q(declared_side__in=[side.value for side in PartnerSide], nobody_pays_declared=True),
                name="directory_partnership_nobody_pays",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_side="", confirmed_by=None, confirmed_at=None, nobody_pays_confirmed=False)
                | Q(
                    confirmed_side__in=[side.value for side in PartnerSide],
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                    confirmed_at__gte=F("declared_at"),
                    nobody_pays_confirmed=True,
                ),
                name="directory_partnership_confirmation_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | ~Q(confirmed_side=F("declared_side")) & ~Q(confirmed_by=F("declared_by")),
                name="directory_partnership_confirmed_by_the_other",
            ),
            models.CheckConstraint(
                condition=Q(again_side="", again_by=None, again_at=None)
                | Q(
                    again_side__in=[side.value for side in PartnerSide],
                    again_by__isnull=False,
                    again_at__isnull=False,
                    confirmed_at__isnull=False,
                ),
                name="directory_partnership_said_again_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_as="", reason="")
                | Q(ended_at__isnull=False, ended_as__in=[end.value for end in PartnerEnd]),
                name="directory_partnership_end_is_whole",
            ),
            models.UniqueConstraint(
                fields=["first", "then", "kind"],
                condition=Q(ended_at=None),
                name="directory_partnership_one_open_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"partnership {self.public_id}"

    @property
    def state(self) -> PartnerState:
        if self.ended_at is not None:
            return PartnerState.ENDED
        return PartnerState.DECLARED if self.confirmed_at is None else PartnerState.CONFIRMED

    @property
    def claims(self) -> dict[PartnerSide, models.Model]:
        return {PartnerSide.FIRST: self.first, PartnerSide.THEN: self.then}
