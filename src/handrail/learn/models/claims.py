"""What health pages rest on."""

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q

from handrail.learn.domain.kinds import Strength

key = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Small letters, digits and hyphens.")
STRENGTHS = [(Strength.STRONG, "strong: meta-analyses, large cohorts"), (Strength.MODERATE, "moderate: trials")]
STRENGTHS += [(Strength.LIMITED, "limited: few or small studies"), (Strength.EXPERT, "expert: guidance, law")]


class Source(models.Model):
    """A study, a guideline or a law that claims rest on."""

    key = models.CharField(max_length=80, unique=True, validators=[key])
    author = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="open: the page says “no date given”")
    url = models.CharField(
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text="the page says so where there is none",
    )
    loaded_as = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~Q(author="") & ~Q(title=""), name="learn_source_has_author_and_title"),
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__gte=1800, year__lte=2200), name="learn_source_year_is_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Claim(models.Model):
    """One statement about health, as editors have it. Readers have what was confirmed last: `shown`."""

    key = models.CharField(max_length=80, unique=True, validators=[key])
    text_en = models.CharField(max_length=400)
    text_es = models.CharField(max_length=400)
    strength = models.CharField(max_length=10, choices=STRENGTHS)
    is_confirmed = models.BooleanField(
        default=False, help_text="true only where somebody opened the source and found exactly this there"
    )
    is_taken_back = models.BooleanField(
        default=False,
        help_text="gone from our facts at once; pages keep their own words, marked, until they are changed",
    )
    checked_on = models.DateField()
    written_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        editable=False,
        related_name="+",
        help_text="who wrote what it says or rests on now: another person confirms it",
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    confirmed_on = models.DateField(null=True, blank=True, editable=False)
    shown = models.JSONField(
        null=True, blank=True, editable=False, help_text="as readers have it, until a changed one is confirmed"
    )
    sources = models.ManyToManyField(Source, related_name="claims")
    loaded_as = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~Q(text_en="") & ~Q(text_es=""), name="learn_claim_says_something"),
            models.CheckConstraint(
                condition=Q(strength__in=[strength.value for strength in Strength]), name="learn_claim_strength"
            ),
            models.CheckConstraint(
                condition=Q(is_taken_back=False) | Q(is_confirmed=False, shown__isnull=True),
                name="learn_claim_taken_back_is_read_by_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.key
