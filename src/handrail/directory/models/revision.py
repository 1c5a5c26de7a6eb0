"""How each process learns that its index is older than the directory."""

from django.db import models
from django.db.models import Q


class DirectoryRevision(models.Model):
    """One row whose number grows with every change of the directory, so that each process knows its index is stale."""

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="directory_revision_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"directory revision {self.number}"
