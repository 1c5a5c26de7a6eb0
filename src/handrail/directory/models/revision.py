"""How each process learns that its index is older than the directory."""

from django.db import models
from django.db.models import Q

FACILITIES, OPENNESS = 1, 2  # a row each, so that a note about a bed never waits for an import


class DirectoryRevision(models.Model):
    """A number that grows with every change of the facilities, and another for every word on who is open or checked."""

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pk__in=(FACILITIES, OPENNESS)), name="directory_revision_is_one_row_each"
            ),
        ]

    def __str__(self) -> str:
        return f"directory revision {self.number}"
