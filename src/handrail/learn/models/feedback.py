"""What readers tell of a page. Nothing about the reader."""

from django.db import models
from django.db.models import Q


class Feedback(models.Model):
    """One answer to "Did this help?": the page, the day, and perhaps what was missing."""

    slug = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    day = models.DateField(db_index=True)
    helped = models.BooleanField()
    words = models.CharField(max_length=500, blank=True, help_text="what was missing, as the reader wrote it")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(language__in=["en", "es"]), name="learn_feedback_language"),
            models.CheckConstraint(condition=Q(helped=False) | Q(words=""), name="learn_feedback_words_of_a_no"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.day}"
