"""What people reported, what was checked, and the record of who did what at the desk."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from handrail.directory.domain.corrections import FIELDS, OPEN, TWO_PEOPLE, Kind, State
from handrail.directory.models.facilities import Facility, choices_of
from handrail.kernel.public_ids import new_public_id

OF_REPORTERS = ("words", "proposed_phone", "proposed_website", "proposed_address")
FIELD_CHOICES = [(name, name) for name in FIELDS]


def person(**options: object) -> models.ForeignKey:
    """A sign-in that has done something stays: the record must be able to say who."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **options)


class CorrectionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=[state.value for state in OPEN])

    def overdue(self, *, at):
        return self.open().filter(due_on__lt=at.date())

    def owned_by(self, user):
        return self.open().filter(owner=user)

    def with_words_of_reporters(self):
        return self.exclude(**dict.fromkeys(OF_REPORTERS, ""))

    def most_urgent_first(self):
        return self.order_by("due_on", "opened_at", "pk")


class Correction(models.Model):
    """A problem somebody reported. What they propose is shown to nobody but operators, and never as a link."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=20, choices=choices_of(Kind))
    words = models.TextField(blank=True, max_length=1000)
    proposed_phone = models.CharField(max_length=40, blank=True)
    proposed_website = models.CharField(max_length=255, blank=True)
    proposed_address = models.CharField(max_length=255, blank=True)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    more = models.PositiveIntegerField(default=0, help_text="reports of this kind that came when enough were open")

    state = models.CharField(max_length=20, choices=choices_of(State), default=State.NEW)
    version = models.PositiveIntegerField(default=1, help_text="grows with every step, so that nobody writes unseen")
    owner = person(null=True, blank=True)
    field = models.CharField(max_length=40, blank=True, choices=FIELD_CHOICES)
    value = models.CharField(max_length=255, blank=True)
    first_by = person(null=True, blank=True)
    first_at = models.DateTimeField(null=True, blank=True)
    waits_until = models.DateTimeField(null=True, blank=True)
    second_by = person(null=True, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    closed_by = person(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="directory_correction_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="directory_correction_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="new", owner=None, first_at=None, second_at=None)
                | Q(state="taken", owner__isnull=False)
                | Q(state="waiting_for_second", owner__isnull=False)
                | Q(state__in=["confirmed", "declined"], closed_by__isnull=False, closed_at__isnull=False),
                name="directory_correction_state_has_its_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting_for_second")
                | Q(
                    first_by__isnull=False,
                    first_at__isnull=False,
                    waits_until__isnull=False,
                    waits_until__gt=F("first_at"),
                    second_by=None,
                    second_at=None,
                    field__in=sorted(TWO_PEOPLE),
                ),
                name="directory_correction_waits_for_a_second",
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | (Q(first_by__isnull=False) & ~Q(second_by=F("first_by"))),
                name="directory_correction_two_are_two",
            ),
            models.CheckConstraint(
                condition=Q(second_by=None, second_at=None)
                | Q(
                    second_by__isnull=False,
                    second_at__isnull=False,
                    waits_until__isnull=False,
                    second_at__gte=F("waits_until"),
                ),
                name="directory_correction_second_waited",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed", field__in=sorted(TWO_PEOPLE)) | Q(second_by__isnull=False),
                name="directory_correction_needs_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="directory_correction_declined_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(field="", value="") | (~Q(field="") & ~Q(value="")),
                name="directory_correction_field_has_a_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("desk-corrections-one", args=[self.public_id])


class CheckedFactQuerySet(models.QuerySet):
    def standing(self, *, at):
        """Not what a program said that had no right to its page."""
        return self.filter(checked_at__lte=at, taken_back_at=None)


class CheckedFact(models.Model):
    """What two of us or the program itself confirmed, beside what is listed, with its date. The newest counts.

    Imports never touch it.
    """

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="checked_facts")
    field = models.CharField(max_length=40, choices=FIELD_CHOICES)
    value = models.CharField(max_length=255)
    checked_at = models.DateTimeField()
    by = person()
    second_by = person(null=True, blank=True)
    correction = models.OneToOneField(Correction, models.CASCADE, null=True, blank=True, related_name="fact")
    change = models.OneToOneField(
        "directory.ListingChange", models.RESTRICT, null=True, blank=True, related_name="fact"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True, help_text="the program had no right to its page")

    objects = CheckedFactQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(correction__isnull=False, change=None) | Q(correction=None, change__isnull=False),
                name="directory_fact_comes_from_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(change__isnull=False), name="directory_fact_taken_back_from_program"
            ),
            models.CheckConstraint(condition=Q(field__in=FIELDS), name="directory_fact_field_is_known"),
            models.CheckConstraint(condition=~Q(value=""), name="directory_fact_says_something"),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("by")), name="directory_fact_two_are_two"
            ),
            models.CheckConstraint(
                condition=~Q(field__in=sorted(TWO_PEOPLE)) | Q(second_by__isnull=False),
                name="directory_fact_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of facility {self.facility_id}"


class DeskEvent(models.Model):
    """Who did what at the desk, and when. Rows are only ever added; they hold keys, no words of anybody."""

    at = models.DateTimeField()
    by = person()
    kind = models.CharField(max_length=40)
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="desk_events")
    correction = models.ForeignKey(Correction, models.CASCADE, null=True, blank=True, related_name="events")
    version = models.PositiveIntegerField(null=True, blank=True, help_text="of the correction, after this step")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["facility", "-at"], name="directory_desk_event_newest")]
        constraints = [
            models.UniqueConstraint(fields=["correction", "version"], name="directory_desk_event_is_one_step")
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.by_id}"
