"""What is kept of people who text: for minutes that a number was asked, for a day that a text was answered (S37)."""

from django.db import models
from django.db.models import Q

from handrail.meetings.domain.texts import Step


class TextQuestion(models.Model):
    """A number was asked whether it wants an answer by text. Its hash alone, and no place: gone with the answer."""

    number_key = models.CharField(max_length=64, unique=True)
    step = models.CharField(max_length=8, choices=[(step.value, step.value) for step in Step])
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=[step.value for step in Step]), name="meetings_text_step_is_known"
            ),
            models.CheckConstraint(condition=~Q(number_key=""), name="meetings_text_question_is_somebodys"),
        ]

    def __str__(self) -> str:
        return f"text question {self.pk}"


class AnsweredText(models.Model):
    """A text that was dealt with, by the hash of the provider's id for it: handed on twice, it is answered once."""

    text_key = models.CharField(max_length=64, unique=True)
    heard_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"answered text {self.pk}"
