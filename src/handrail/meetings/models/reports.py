"""What people say who went to a meeting: counts of a day, and what they come to. Nothing of who said it."""

from django.db import models
from django.db.models import Q

from handrail.directory.models.facilities import choices_of
from handrail.meetings.domain.freshness import DOUBTED_DAYS, Doubt
from handrail.meetings.domain.medicine_reports import LEAST_DAYS, MedicineTold, Told
from handrail.meetings.domain.reports import DOUBTING, Answer
from handrail.meetings.models.meetings import Meeting

LEARNED = 1
DOUBTS = sorted(each.value for each in DOUBTING)


class MeetingReports(models.Model):
    """How many gave one answer about one day of a meeting: the day it was held, not the day or hour they pressed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reports")
    day = models.DateField(help_text="on the meeting's own calendar")
    answer = models.CharField(max_length=12, choices=choices_of(Answer))
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "day", "answer"], name="meetings_reports_are_counted_once"),
            models.CheckConstraint(condition=Q(times__gte=1), name="meetings_reports_are_of_something"),
            models.CheckConstraint(
                condition=Q(answer__in=[each.value for each in Answer]), name="meetings_report_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} on {self.day}: {self.times}"


class PeoplesWordQuerySet(models.QuerySet["PeoplesWord"]):
    def doubted(self) -> "PeoplesWordQuerySet":
        return self.exclude(doubt="")


class PeoplesWord(models.Model):
    """What the reports of a meeting come to, worked out by the worker: searches and lists read this. A meeting of which
    too little was said has none."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="word")
    medicine = models.CharField(max_length=12, choices=choices_of(Told), blank=True)
    medicine_days = models.PositiveSmallIntegerField(default=0)
    doubt = models.CharField(max_length=12, choices=choices_of(Answer), blank=True)
    doubt_days = models.PositiveSmallIntegerField(default=0)
    doubted_on = models.DateField(null=True, blank=True, help_text="the last day on which people found nobody")

    objects = PeoplesWordQuerySet.as_manager()

    class Meta:
        verbose_name = "doubted meeting"
        constraints = [
            models.CheckConstraint(
                condition=Q(medicine="", medicine_days=0)
                | Q(medicine__in=[each.value for each in Told], medicine_days__gte=LEAST_DAYS),
                name="meetings_word_on_medicine_is_of_many",
            ),
            models.CheckConstraint(
                condition=Q(doubt="", doubt_days=0, doubted_on=None)
                | Q(
                    doubt__in=sorted(each.value for each in DOUBTING),
                    doubt_days__gte=DOUBTED_DAYS,
                    doubted_on__isnull=False,
                ),
                name="meetings_doubt_is_of_two_days",
            ),
            models.CheckConstraint(condition=~Q(medicine="", doubt=""), name="meetings_word_says_something"),
        ]

    def __str__(self) -> str:
        return f"word of people on meeting {self.meeting_id}"

    @property
    def of_medicine(self) -> MedicineTold | None:
        return MedicineTold(Told(self.medicine), self.medicine_days) if self.medicine else None

    @property
    def of_doubt(self) -> Doubt | None:
        return Doubt(Answer(self.doubt), self.doubt_days, self.doubted_on) if self.doubted_on else None


class ReportsLearned(models.Model):
    """When the worker last went through all reports."""

    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=LEARNED), name="meetings_reports_learned_is_one_row")]

    def __str__(self) -> str:
        return f"reports were gone through at {self.at:%Y-%m-%d %H:%M}"
