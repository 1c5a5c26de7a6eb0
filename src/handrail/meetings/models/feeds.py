"""A source of meetings: where it is read, what it is silent about, and how it fares."""

from django.db import models
from django.db.models import Q

from handrail.directory.models.facilities import choices_of
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import DEFAULT_MINUTES, MOST_MINUTES


class Feed(models.Model):
    """One list that one body publishes. Its `name` is what `--source` takes; rows are known by it and their own key."""

    name = models.SlugField(max_length=64, unique=True)
    title = models.CharField(max_length=200, blank=True, help_text="who publishes it, as pages name them")
    website = models.URLField(max_length=500, blank=True)
    url = models.URLField(max_length=1000, blank=True, help_text="where it is read; empty: from files, by hand")
    format = models.CharField(max_length=8, choices=choices_of(FeedFormat))
    fellowship = models.CharField(max_length=12, choices=choices_of(Fellowship))
    zone = models.CharField(max_length=64, blank=True, help_text="IANA name, where rows and places tell none")
    default_minutes = models.PositiveSmallIntegerField(
        default=DEFAULT_MINUTES, help_text="how long a meeting lasts where the server of a BMLT feed tells no end"
    )
    refresh_hours = models.PositiveSmallIntegerField(default=0, help_text="0: only when somebody asks")
    shares_video_links = models.BooleanField(default=False, help_text="its terms let others publish the links")
    feedback_url = models.URLField(max_length=1000, blank=True, help_text="where the body takes corrections")
    feedback_email = models.EmailField(max_length=254, blank=True)
    is_demonstration = models.BooleanField(default=False)

    formats = models.JSONField(default=list, help_text="BMLT: the answer of GetFormats")
    service_bodies = models.JSONField(default=list, help_text="BMLT: the answer of GetServiceBodies")

    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, help_text="when it was last taken whole")
    changed_at = models.DateTimeField(null=True, blank=True, help_text="when its meetings last changed")
    failures = models.PositiveSmallIntegerField(default=0, help_text="tries in a row that took nothing")
    last_failure = models.CharField(max_length=300, blank=True)
    last_report = models.JSONField(default=dict, help_text="counts and the first corrections and refusals")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(format__in=[each.value for each in FeedFormat]), name="meetings_feed_format_is_known"
            ),
            models.CheckConstraint(
                condition=Q(fellowship__in=[each.value for each in Fellowship]),
                name="meetings_feed_fellowship_is_known",
            ),
            models.CheckConstraint(
                condition=Q(default_minutes__gte=1, default_minutes__lte=MOST_MINUTES),
                name="meetings_feed_meetings_last_a_day_at_most",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.name
