"""How much was sent in a day: to one number, and in all (S20)."""

from django.db import models


class BudgetCount(models.Model):
    """What one day used of one budget. `scope` is a channel, or a keyed hash of a number or mailbox."""

    day = models.DateField()
    scope = models.CharField(max_length=64)
    used = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "scope"], name="messaging_one_count_a_day")]

    def __str__(self) -> str:
        return f"count {self.pk}"
