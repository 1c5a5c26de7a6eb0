"""A meeting as its feed tells it, beside the row as it came and what people say who went."""

from typing import Self

from django.db import models
from django.db.models import Q

from handrail.directory.models.facilities import choices_of
from handrail.kernel.public_ids import new_public_id
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import LONGEST_LINK
from handrail.meetings.domain.venues import Venue, ZoneFrom


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def listed(self) -> Self:
        """What its feed still names."""
        return self.filter(gone_at=None)


class Meeting(models.Model):
    """One row of a feed, known by the feed and its own key. Columns are those of `MeetingRecord`, which explains them;
    a meeting that left its feed is kept, with the day."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    feed = models.ForeignKey("meetings.Feed", models.CASCADE, related_name="meetings")
    key = models.CharField(max_length=255)
    fellowship = models.CharField(max_length=12, choices=choices_of(Fellowship))
    name = models.CharField(max_length=255)
    weekdays = models.CharField(max_length=7, blank=True, help_text="digits, 0 is Sunday; none: by appointment")
    start = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=64)
    zone_from = models.CharField(max_length=8, choices=choices_of(ZoneFrom))
    venue = models.CharField(max_length=12, choices=choices_of(Venue))

    group = models.CharField(max_length=255, blank=True)
    place = models.CharField(max_length=255, blank=True)
    street = models.CharField(max_length=255, blank=True)
    neighborhood = models.CharField(max_length=255, blank=True)
    city = models.CharField(max_length=255, blank=True)
    county = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=32, blank=True)
    country = models.CharField(max_length=100, blank=True)
    formatted_address = models.CharField(max_length=500, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_approximate = models.BooleanField(default=False)
    place_notes = models.TextField(blank=True)
    transit = models.TextField(blank=True)
    regions = models.JSONField(default=list)
    service_body = models.CharField(max_length=64, blank=True)
    notes = models.TextField(blank=True)

    languages = models.JSONField(default=list)
    traits = models.JSONField(default=list)
    formats = models.JSONField(default=list)
    world_ids = models.JSONField(default=list)

    conference_url = models.CharField(max_length=LONGEST_LINK, blank=True)
    conference_url_notes = models.TextField(blank=True)
    conference_phone = models.CharField(max_length=64, blank=True)
    conference_phone_notes = models.TextField(blank=True)
    website = models.CharField(max_length=LONGEST_LINK, blank=True)
    feedback_url = models.CharField(max_length=LONGEST_LINK, blank=True)
    feedback_emails = models.JSONField(default=list)
    changed_upstream = models.DateTimeField(null=True, blank=True, help_text="as the feed says")
    raw = models.JSONField(default=dict, help_text="the row as it came")

    digest = models.CharField(max_length=64, help_text="of what the row says, however it is written")
    raw_digest = models.CharField(max_length=64, blank=True, help_text="of the row as it came")
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(help_text="in its feed; while it is listed, the feed's read_at")
    changed_at = models.DateTimeField(help_text="when what it says was last another")
    gone_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="when somebody last said that it was there")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["feed", "gone_at"], name="meetings_listed_of_a_feed"),
            models.Index(fields=["latitude", "longitude"], condition=Q(gone_at=None), name="meetings_listed_by_point"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="meetings_key_once_in_a_feed"),
            models.CheckConstraint(
                condition=Q(fellowship__in=[each.value for each in Fellowship]), name="meetings_fellowship_is_known"
            ),
            models.CheckConstraint(
                condition=Q(venue__in=[each.value for each in Venue]), name="meetings_venue_is_known"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="meetings_lasts_a_day_at_most"),
            models.CheckConstraint(condition=~Q(zone=""), name="meetings_zone_is_told"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False)  # without it NULL compares as neither, and passes
                & Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="meetings_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(start=None, weekdays="") | (Q(start__isnull=False) & ~Q(weekdays="")),
                name="meetings_days_go_with_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
