"""Searches that found nothing fitting: numbers of a week, and nothing of a search (S35)."""

from django.db import models
from django.db.models import Q

from handrail.directory.domain.showing import SMALLEST_STEP
from handrail.referrals.domain.unmet import Missed
from handrail.referrals.models.columns import code, is_known


class UnmetSearches(models.Model):
    """How often one need was not met within a week, in one state, in steps of eleven and more."""

    state = models.CharField(max_length=2)
    missed = code(Missed)
    week = models.DateField(help_text="its Monday")
    times = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "unmet searches"
        constraints = [
            models.UniqueConstraint(fields=["week", "state", "missed"], name="referrals_unmet_is_counted_once"),
            models.CheckConstraint(condition=Q(times__gte=SMALLEST_STEP), name="referrals_unmet_is_no_small_number"),
            is_known("unmet", "missed", Missed),
        ]

    def __str__(self) -> str:
        return f"{self.state}, {self.missed}, week of {self.week}: {self.times}"
