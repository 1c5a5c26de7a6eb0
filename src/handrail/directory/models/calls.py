"""What calls and visitors told us of a facility, and who is calling now. All of it stands beside the listing."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from handrail.directory.domain.observations import MOST_DAYS, Call, Dialed, NewPatients, RightNumber
from handrail.directory.domain.showing import SMALLEST_STEP
from handrail.directory.domain.visitor_answers import Answer, DayOfTaps
from handrail.directory.models.facilities import Facility, choices_of


class CallOutcome(models.Model):
    """One call by an operator, as it was. It is never changed: a later call is another row."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="calls")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dialed = models.CharField(max_length=10, choices=choices_of(Dialed), default=Dialed.MAIN)
    phone_key = models.CharField(max_length=40, blank=True, help_text="the number dialed; empty: not known")
    answered = models.BooleanField()
    right_number = models.CharField(max_length=10, choices=choices_of(RightNumber), default=RightNumber.UNKNOWN)
    new_patients = models.CharField(max_length=20, choices=choices_of(NewPatients), default=NewPatients.UNKNOWN)
    days_to_first_dose = models.PositiveSmallIntegerField(null=True, blank=True)
    medicines = models.JSONField(default=dict, blank=True, help_text="medicine to `confirmed` or `not`")
    covers = models.JSONField(default=dict, blank=True, help_text="cover to `confirmed` or `not`")
    note = models.CharField(max_length=300, blank=True, help_text="about the place, never about a person")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["facility", "-at"], name="directory_call_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(dialed__in=[each.value for each in Dialed]), name="directory_call_dialed_is_known"
            ),
            models.CheckConstraint(
                condition=Q(right_number__in=[each.value for each in RightNumber]),
                name="directory_call_right_number_is_known",
            ),
            models.CheckConstraint(
                condition=Q(new_patients__in=[each.value for each in NewPatients]),
                name="directory_call_new_patients_is_known",
            ),
            models.CheckConstraint(
                condition=Q(days_to_first_dose=None) | Q(days_to_first_dose__lte=MOST_DAYS),
                name="directory_call_wait_is_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(answered=True, right_number__in=["yes", "unknown"])
                | Q(new_patients="unknown", days_to_first_dose=None, medicines={}, covers={}),
                name="directory_call_tells_nothing_unheard",
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.pk} of facility {self.facility_id}"

    @property
    def call(self) -> Call:
        """As the rules read it."""
        return Call(
            at=self.at,
            answered=self.answered,
            right_number=RightNumber(self.right_number),
            new_patients=NewPatients(self.new_patients),
            days_to_first_dose=self.days_to_first_dose,
            medicines=self.medicines,
            covers=self.covers,
        )


class CallLease(models.Model):
    """A place that one caller has now, so that a colleague does not ring it too."""

    facility = models.OneToOneField(Facility, models.CASCADE, related_name="lease")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"lease of facility {self.facility_id}"


class VisitorAnswers(models.Model):
    """How many visitors tapped one answer on one day. Nothing of them, and no time of day."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="taps")
    day = models.DateField()
    answer = models.CharField(max_length=20, choices=choices_of(Answer))
    phone_key = models.CharField(max_length=40, blank=True, help_text="the listed number then; empty: not known")
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "day", "answer", "phone_key"], name="directory_taps_are_counted_once"
            ),
            models.CheckConstraint(condition=Q(times__gte=1), name="directory_taps_are_of_something"),
            models.CheckConstraint(
                condition=Q(answer__in=[each.value for each in Answer]), name="directory_tap_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} on {self.day}: {self.times}"

    @property
    def taps(self) -> DayOfTaps:
        return DayOfTaps(self.day, Answer(self.answer), self.times)


class TimesShown(models.Model):
    """How often a facility stood in results within a week, in steps of eleven and more. No search is behind it."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="times_shown")
    week = models.DateField(help_text="its Monday")
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "week"], name="directory_shown_is_counted_once"),
            models.CheckConstraint(condition=Q(times__gte=SMALLEST_STEP), name="directory_shown_is_no_small_number"),
        ]

    def __str__(self) -> str:
        return f"facility {self.facility_id}, week of {self.week}: {self.times}"
