"""How each process learns that its index of meetings is older than the meetings."""

from django.db import models
from django.db.models import Q

MEETINGS = 1


class MeetingsRevision(models.Model):
    """A number that grows with every change of the listed meetings."""

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=MEETINGS), name="meetings_revision_is_one_row")]

    def __str__(self) -> str:
        return f"meetings revision {self.number}"
