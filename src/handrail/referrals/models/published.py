"""What the network's mirror has published. Rows are only added: a table that is counted twice tells of one person."""

from typing import Self

from django.db import models
from django.db.models import Q

from handrail.referrals.domain.publications import Publication
from handrail.referrals.models.columns import code, is_known


class PublishedPeriodQuerySet(models.QuerySet["PublishedPeriod"]):
    def of(self, what: Publication) -> Self:
        """The newest first: they are named so that names stand in the order of time."""
        return self.filter(what=what).order_by("-period")


class PublishedPeriod(models.Model):
    """The tables of one quarter or year, as everybody who may sees them from then on."""

    what = code(Publication)
    period = models.CharField(max_length=7, help_text="2026, or 2026-Q2")
    published_at = models.DateTimeField()
    tables = models.JSONField(help_text="what is shown; a suppressed number is null")
    facts = models.JSONField(default=list, blank=True, help_text="of a quarter: kinds and waits, for the year's sums")

    objects = PublishedPeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            is_known("published", "what", Publication),
            models.UniqueConstraint(fields=["what", "period"], name="referrals_a_period_is_published_once"),
            models.CheckConstraint(
                condition=Q(what=Publication.YEAR, period__regex=r"^[0-9]{4}$")
                | ~Q(what=Publication.YEAR) & Q(period__regex=r"^[0-9]{4}-Q[1-4]$"),
                name="referrals_published_period_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.period}"
