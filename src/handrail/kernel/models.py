"""What kind of installation this is. One row, so that demonstration and real data never mix (S36)."""

from enum import StrEnum

from django.db import models


class InstallationKind(StrEnum):
    """What the data of this installation are."""

    EMPTY = "empty"
    DEMONSTRATION = "demonstration"
    REAL = "real"


class Installation(models.Model):
    """The single row that says whether this installation shows demonstration or real data."""

    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value) for kind in InstallationKind], default=InstallationKind.EMPTY
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="kernel_installation_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in InstallationKind]),
                name="kernel_installation_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} installation"
