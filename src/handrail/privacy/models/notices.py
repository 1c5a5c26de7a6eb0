"""Which version of which notice a person was given."""

from django.db import models
from django.db.models import Q

from handrail.privacy.domain.notices import Notice
from handrail.privacy.models.subjects import Subject


class NoticeGiven(models.Model):
    """A person was given one version of a notice, in one language, and went on (S28)."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="notices")
    notice = models.CharField(max_length=20, choices=[(notice.value, notice.value) for notice in Notice])
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5)
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the file as it was served")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "notice", "version"], name="privacy_notice_given_once"),
            models.CheckConstraint(
                condition=Q(notice__in=[notice.value for notice in Notice]), name="privacy_notice_is_known"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="privacy_notice_has_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.version} to {self.subject_id}"
