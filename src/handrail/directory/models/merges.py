"""Which rows a person found to be one place, and which only look like it."""

from django.db import models
from django.db.models import F, Q

from handrail.directory.models.corrections import person
from handrail.directory.models.facilities import Facility


class Merge(models.Model):
    """Two rows that are one place. Nothing is moved, so undoing it restores exactly what was."""

    kept = models.ForeignKey(Facility, models.CASCADE, related_name="merges_kept")
    merged = models.ForeignKey(Facility, models.CASCADE, related_name="merges")
    at = models.DateTimeField()
    by = person()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = person(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="directory_merge_is_of_two"),
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="directory_merge_stands_once"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_at__gte=F("at"), undone_by__isnull=False),
                name="directory_merge_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"facility {self.merged_id} into {self.kept_id}"


class NotTheSame(models.Model):
    """Two rows that look alike and are two places: nobody needs to look again."""

    first = models.ForeignKey(Facility, models.CASCADE, related_name="+")
    second = models.ForeignKey(Facility, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = person()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="directory_not_the_same_is_said_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="directory_not_the_same_is_in_order"),
        ]

    def __str__(self) -> str:
        return f"facilities {self.first_id} and {self.second_id}"
