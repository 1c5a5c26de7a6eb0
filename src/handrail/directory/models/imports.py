"""The record of each import, and what it could not take."""

from django.db import models
from django.db.models import Q

from handrail.directory.domain.sources import Source
from handrail.directory.models.facilities import choices_of


class DirectoryImport(models.Model):
    """What one import did, counted by row of the file: each row is in exactly one counter."""

    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=40, choices=choices_of(Source))
    source_year = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    gone = models.PositiveIntegerField(help_text="facilities the file no longer lists; not rows of the file")
    changed_fields = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rows=models.F("new") + models.F("changed") + models.F("unchanged") + models.F("refused")),
                name="directory_import_counts_each_row_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.source_year}, {self.at:%Y-%m-%d}"


class RefusedRow(models.Model):
    """A row of a file that was not taken, and why. Rows about individual clinicians keep no content."""

    run = models.ForeignKey(DirectoryImport, on_delete=models.CASCADE, related_name="refused_rows")
    row_number = models.PositiveIntegerField(help_text="as a spreadsheet shows it: the header is row 1")
    reason = models.CharField(max_length=255)
    content = models.JSONField(default=dict)

    class Meta:
        ordering = ["row_number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "row_number"], name="directory_refused_row_is_refused_once")
        ]

    def __str__(self) -> str:
        return f"row {self.row_number}: {self.reason}"
