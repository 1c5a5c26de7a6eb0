"""Facilities as their source lists them, and the words of its codes."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from handrail.directory.domain.identity import LONGEST_KEY, phone_keys
from handrail.directory.domain.numbers_to_call import NumberToCall, numbers_to_call
from handrail.directory.domain.sources import FacilityKind, Precision, Source
from handrail.kernel.public_ids import new_public_id


def choices_of(enum):
    return [(member.value, member.value) for member in enum]


class FacilityQuerySet(models.QuerySet):
    def listed(self):
        """Neither dropped by its source, nor merged into another, nor found closed by two of us."""
        return self.filter(gone_since_year=None, merged_into=None, closed_at=None)

    def shown_in(self, *, state: str):
        """What browsing a state lists: places for mental health alone are found by their name."""
        return self.listed().filter(state=state).exclude(kind=FacilityKind.MENTAL_HEALTH)

    def demonstration(self):
        return self.filter(source=Source.DEMONSTRATION)

    def real(self):
        return self.exclude(source=Source.DEMONSTRATION)

    def sharing_the_address_of(self, facility: "Facility"):
        """Other programs in the same building: linked on the page, never merged."""
        if not facility.same_address_key:
            return self.none()
        return self.filter(same_address_key=facility.same_address_key).exclude(pk=facility.pk)


class Facility(models.Model):
    """A place that offers care, as its source lists it. `codes` is the full set, unknown codes included."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=255, help_text="Name1, verbatim")
    program = models.CharField(max_length=255, blank=True, help_text="Name2, verbatim")
    kind = models.CharField(max_length=3, choices=choices_of(FacilityKind), default=FacilityKind.SUBSTANCE_USE)
    street1 = models.CharField(max_length=255, blank=True)
    street2 = models.CharField(max_length=255, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2)
    zip = models.CharField(max_length=5)
    phone = models.CharField(max_length=40, blank=True, help_text="verbatim, with its extension: 205-216-0200 x123")
    intake_phones = models.JSONField(default=list, blank=True)
    website = models.CharField(max_length=255, blank=True)
    codes = models.TextField(blank=True, help_text="blank-separated service codes, in the order of the file")
    added_codes = models.TextField(blank=True, help_text="those of `codes` that only another source lists")
    added_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="the year of that other source")
    same_address_key = models.CharField(
        max_length=300, blank=True, editable=False, help_text="street and ZIP made comparable"
    )

    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    precision = models.CharField(max_length=10, blank=True, choices=choices_of(Precision), default=Precision.NONE)
    coordinates_source = models.CharField(max_length=40, blank=True)

    source = models.CharField(max_length=40, choices=choices_of(Source))
    source_year = models.PositiveSmallIntegerField()
    national_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the last national directory that lists it"
    )
    last_verified_at = models.DateTimeField(
        null=True, blank=True, help_text="a person checked it; never the file's date"
    )
    verified_phone_key = models.CharField(
        max_length=40, blank=True, editable=False, help_text="the number that was right then"
    )
    gone_since_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the first directory year that no longer lists it"
    )
    merged_into = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="merged_here",
        help_text="the same place, as a person found; imports keep this row up to date and never list it again",
    )
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text="two people found it closed; imports never list it again"
    )

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "facilities"
        indexes = [
            models.Index(fields=["state", "city"], name="directory_facility_place"),
            models.Index(fields=["zip"], name="directory_facility_zip"),
            models.Index(fields=["same_address_key"], name="directory_facility_building"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None, precision="")
                | Q(
                    latitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__isnull=False,
                    longitude__range=(-180, 180),
                    precision__in=["address", "zip"],
                ),
                name="directory_facility_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(source__in=[source.value for source in Source]), name="directory_facility_source_is_known"
            ),
            models.CheckConstraint(
                condition=Q(added_codes="", added_year=None) | (~Q(added_codes="") & Q(added_year__isnull=False)),
                name="directory_facility_added_codes_have_a_year",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in FacilityKind]), name="directory_facility_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="directory_facility_has_a_name"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("id")),
                name="directory_facility_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(zip__regex=r"^[0-9]{5}$"), name="directory_facility_zip_has_five_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("facility", args=[self.public_id])

    @property
    def numbers(self) -> tuple[NumberToCall, ...]:
        """Those listed, in the order to call."""
        return numbers_to_call(intake=self.intake_phones, main=self.phone, state=self.state)

    @property
    def number_key(self) -> str:
        """The number people are told to ring first, made comparable; empty where none is listed."""
        return next((each.key[0][:LONGEST_KEY] for each in self.numbers), "")

    @property
    def number_keys(self) -> tuple[str, ...]:
        """Its numbers made comparable; `ListedNumber` holds the same for the database to ask."""
        return phone_keys(self.phone, self.intake_phones)

    @property
    def checked_at(self) -> datetime | None:
        """When a person last reached the place, as long as the number they reached is one of those listed."""
        return self.last_verified_at if self.verified_phone_key in (self.number_keys or ("",)) else None

    @property
    def code_list(self) -> list[str]:
        return self.codes.split()

    @property
    def address(self) -> str:
        """One line ending with the ZIP, as the API and the terminal print it."""
        town = f"{self.city}, {self.state} {self.zip}"
        return ", ".join(part for part in (self.street1, self.street2, town) if part)


class ListedNumber(models.Model):
    """One number of a facility, made comparable: who else lists it is asked of an index. See `listed_numbers.py`."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="listed_numbers")
    key = models.CharField(max_length=LONGEST_KEY)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "facility"], name="directory_number_is_listed_once"),
            models.CheckConstraint(condition=~Q(key=""), name="directory_number_has_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of facility {self.facility_id}"


class ServiceCode(models.Model):
    """One entry of the code dictionary, as the workbook's own reference sheet words it."""

    code = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=255)
    definition = models.TextField(blank=True)
    category_code = models.CharField(max_length=10)
    category_name = models.CharField(max_length=255)
    last_year = models.PositiveSmallIntegerField(help_text="the newest directory whose reference sheet holds it")

    class Meta:
        ordering = ["category_code", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
