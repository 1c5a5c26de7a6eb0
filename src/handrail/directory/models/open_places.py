"""Open places as they were last said, and everything that was ever said of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from handrail.directory.domain.open_places import (
    BY_A_PERSON,
    MOST,
    UNIT_OF,
    AgeBand,
    Change,
    Group,
    Level,
    Numbers,
    Payer,
    SaidBy,
    Sex,
    Unit,
)
from handrail.directory.models.facilities import choices_of
from handrail.kernel.public_ids import new_public_id

SIGNED_IN = [source.value for source in BY_A_PERSON]


def known_words(prefix: str, **enums: type) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__in": [member.value for member in enum]}),
            name=f"directory_{prefix}_{field}_is_known",
        )
        for field, enum in enums.items()
    ]


def levels_counted_in(unit: Unit) -> list[str]:
    return [level.value for level, counted in UNIT_OF.items() if counted is unit]


class OpenPlaces(models.Model):
    """The last word on one group of one facility. `updated_at` is when it was said, also when it was only renewed."""

    facility = models.ForeignKey("directory.Facility", on_delete=models.CASCADE, related_name="open_places")
    level = models.CharField(max_length=24, choices=choices_of(Level))
    sex = models.CharField(max_length=8, choices=choices_of(Sex), default=Sex.ANY)
    age_band = models.CharField(max_length=16, choices=choices_of(AgeBand), default=AgeBand.ANY)
    payer = models.CharField(max_length=16, choices=choices_of(Payer), default=Payer.ANY)
    unit = models.CharField(max_length=4, choices=choices_of(Unit))
    available = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)
    updated_at = models.DateTimeField()
    source = models.CharField(max_length=16, choices=choices_of(SaidBy))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "open places"
        ordering = ["level", "sex", "age_band", "payer"]
        indexes = [models.Index(fields=["updated_at"], name="directory_open_places_updated")]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "level", "sex", "age_band", "payer"],
                name="directory_open_places_one_number_a_group",
            ),
            models.CheckConstraint(
                condition=Q(available__range=(0, MOST))
                & (Q(maximum=None) | Q(maximum__range=(0, MOST), maximum__gte=models.F("available"))),
                name="directory_open_places_not_more_than_all",
            ),
            models.CheckConstraint(
                condition=Q(unit=Unit.BED.value, level__in=levels_counted_in(Unit.BED))
                | Q(unit=Unit.SLOT.value, level__in=levels_counted_in(Unit.SLOT)),
                name="directory_open_places_unit_is_of_the_level",
            ),
            models.CheckConstraint(
                condition=Q(source__in=SIGNED_IN) | Q(updated_by=None),
                name="directory_open_places_link_and_key_are_nobody",
            ),
            *known_words("open_places", sex=Sex, age_band=AgeBand, payer=Payer, source=SaidBy),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id}: {self.level}, {self.sex}, {self.age_band}, {self.payer}"

    @property
    def group(self) -> Group:
        return Group(Level(self.level), Sex(self.sex), AgeBand(self.age_band), Payer(self.payer))

    @property
    def numbers(self) -> Numbers:
        return Numbers(self.available, self.maximum)


class OpenPlacesEvent(models.Model):
    """One thing said, by whom and when, with the number before and after. Rows are only ever added."""

    facility = models.ForeignKey("directory.Facility", on_delete=models.CASCADE, related_name="open_places_events")
    level = models.CharField(max_length=24, choices=choices_of(Level))
    sex = models.CharField(max_length=8, choices=choices_of(Sex))
    age_band = models.CharField(max_length=16, choices=choices_of(AgeBand))
    payer = models.CharField(max_length=16, choices=choices_of(Payer), default=Payer.ANY)
    change = models.CharField(max_length=12, choices=choices_of(Change))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    source = models.CharField(max_length=16, choices=choices_of(SaidBy))
    through = models.CharField(max_length=16, blank=True, help_text="public id of the link or key it came by")
    available_before = models.PositiveSmallIntegerField(null=True)
    maximum_before = models.PositiveSmallIntegerField(null=True)
    available_after = models.PositiveSmallIntegerField(null=True)
    maximum_after = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(change=Change.WITHDRAWN.value, available_after=None, available_before__isnull=False)
                | Q(change=Change.SAID.value, available_after__isnull=False)
                | Q(
                    change=Change.RENEWED.value,
                    available_before__isnull=False,
                    available_after__isnull=False,
                    available_before=models.F("available_after"),
                ),
                name="directory_open_places_event_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(source__in=SIGNED_IN, through="") | ~Q(source__in=SIGNED_IN) & Q(by=None) & ~Q(through=""),
                name="directory_open_places_event_came_one_way",
            ),
            *known_words("open_places_event", level=Level, sex=Sex, age_band=AgeBand, payer=Payer, source=SaidBy),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id}: {self.level} {self.change} {self.at:%Y-%m-%d %H:%M}"

    @property
    def group(self) -> Group:
        return Group(Level(self.level), Sex(self.sex), AgeBand(self.age_band), Payer(self.payer))


class OpenPlacesNudge(models.Model):
    """We asked a program whether its numbers are still true: one message, with a link that answers once."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    claim = models.ForeignKey("directory.Claim", on_delete=models.CASCADE, related_name="+")
    facility = models.ForeignKey("directory.Facility", on_delete=models.CASCADE, related_name="open_places_nudges")
    link_id = models.CharField(max_length=16, unique=True, help_text="public id of its one-time link")
    seen = models.PositiveBigIntegerField(help_text="the last event when we asked: a later one is looked at first")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["facility", "made_at"], name="directory_nudges_of_a_place")]

    def __str__(self) -> str:
        return f"nudge {self.public_id}"
