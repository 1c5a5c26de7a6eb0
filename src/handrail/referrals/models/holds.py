"""Places that are kept for somebody. Two people never hold the same one: the database refuses the second."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from handrail.directory.domain.open_places import MOST, AgeBand, Group, Level, Payer, Sex
from handrail.kernel.public_ids import new_public_id
from handrail.referrals.domain.holds import HoldEnd
from handrail.referrals.models.columns import code, is_known
from handrail.referrals.models.referrals import Referral


class PlaceHoldQuerySet(models.QuerySet["PlaceHold"]):
    def live(self) -> Self:
        return self.filter(ended_at=None)


class PlaceHold(models.Model):
    """One of the open places of a group, by its number, for one referral, until a stated moment."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="holds")
    facility = models.ForeignKey("directory.Facility", models.PROTECT, related_name="+")
    level = code(Level)
    sex = code(Sex)
    age_band = code(AgeBand)
    payer = code(Payer)
    slot = models.PositiveSmallIntegerField(help_text="1 to the number of open places")
    held_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end = code(HoldEnd, is_optional=True)

    objects = PlaceHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "level", "sex", "age_band", "payer", "slot"],
                condition=Q(ended_at=None),
                name="referrals_one_person_a_place",
            ),
            models.UniqueConstraint(
                fields=["referral"], condition=Q(ended_at=None), name="referrals_one_place_a_person"
            ),
            models.CheckConstraint(condition=Q(slot__range=(1, MOST)), name="referrals_slot_is_a_place"),
            models.CheckConstraint(condition=Q(until__gt=F("held_at")), name="referrals_hold_ends_later"),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | Q(ended_at__isnull=False) & ~Q(end=""),
                name="referrals_hold_ends_for_a_reason",
            ),
            is_known("hold", "payer", Payer),
            is_known("hold", "end", HoldEnd, is_optional=True),
        ]

    def __str__(self) -> str:
        return f"hold {self.public_id}"

    @property
    def group(self) -> Group:
        return Group(Level(self.level), Sex(self.sex), AgeBand(self.age_band), Payer(self.payer))
