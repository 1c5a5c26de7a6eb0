"""What the pages must remember to keep a door usable for everybody: counts, and nobody behind them."""

from django.db import models
from django.db.models import Q


class DoorCount(models.Model):
    """How often one door was used within one stretch of time by one network.

    `who` is an HMAC under a key that lives in memory and is gone after the day: the row leads back to nobody (S12).
    """

    door = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)
    used = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["door", "who", "ends_at"], name="web_door_is_counted_once"),
            models.CheckConstraint(condition=Q(used__gte=1), name="web_door_count_is_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.door}: {self.used}"
