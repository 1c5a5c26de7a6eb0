"""Who answers for what readers read."""

from django.conf import settings
from django.db import models

from handrail.learn.models.articles import Article

PRINT = 64  # of a SHA-256 in hexadecimal


class Publication(models.Model):
    """One version of a page as it went before readers. The last one of a page is what was signed off, to the letter."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="publications")
    revision_number = models.PositiveIntegerField()
    words = models.CharField(max_length=PRINT, help_text="the print of its words: a stored revision can be changed")
    review = models.CharField(max_length=PRINT, help_text="the print of what it says of its clinical review")
    is_review = models.BooleanField(default=False, help_text="a clinical review was stated with it")
    address = models.CharField(max_length=200)
    written_on = models.DateField(help_text="the day its words were last changed")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="open: the project's own first content",
    )
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", help_text="who changed its words since the publication before"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.address} {self.published_at:%Y-%m-%d}"
