"""Places that help people who use drugs, as local lists name them: naloxone, syringes, wound care, testing."""

from django.db import models
from django.db.models import Q

from handrail.directory.domain.local_help import ResourceType
from handrail.directory.domain.sources import Precision
from handrail.directory.models.facilities import choices_of
from handrail.kernel.public_ids import new_public_id


class LocalHelpQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(gone_since=None)

    def demonstration(self):
        return self.filter(is_demonstration=True)

    def of_list(self, list_name: str):
        return self.filter(list_name=list_name)


class LocalHelp(models.Model):
    """One place of one list. `key` is what makes it the same place in the list's next edition."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    resource_type = models.CharField(
        max_length=20, choices=choices_of(ResourceType), default=ResourceType.HARM_REDUCTION
    )
    list_name = models.CharField(max_length=100, help_text="the list it came with: --source of the import")
    key = models.CharField(max_length=420, editable=False, help_text="name, address and ZIP made comparable")
    name = models.CharField(max_length=200)
    offers = models.CharField(max_length=200, help_text="blank-separated kinds of help, in the order of the domain")
    address = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2)
    zip = models.CharField(max_length=5)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    precision = models.CharField(max_length=10, blank=True, choices=choices_of(Precision), default=Precision.NONE)
    phone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=255, blank=True)
    hours = models.CharField(max_length=300, blank=True, help_text="in the list's own words")
    languages = models.CharField(max_length=200, blank=True, help_text="in the list's own words")
    source_date = models.DateField(help_text="the day of the list that last named it")
    last_checked = models.DateField(null=True, blank=True, help_text="a person checked it; never the list's date")
    gone_since = models.DateField(null=True, blank=True, help_text="the first edition that no longer names it")
    is_demonstration = models.BooleanField(default=False)

    objects = LocalHelpQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "local help"
        ordering = ["list_name", "name", "pk"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="directory_local_help_point")]
        constraints = [
            models.UniqueConstraint(fields=["list_name", "key"], name="directory_local_help_once_in_a_list"),
            models.CheckConstraint(condition=~Q(name=""), name="directory_local_help_has_a_name"),
            models.CheckConstraint(condition=~Q(offers=""), name="directory_local_help_offers_something"),
            models.CheckConstraint(
                condition=Q(zip__regex=r"^[0-9]{5}$"), name="directory_local_help_zip_has_five_digits"
            ),
            models.CheckConstraint(
                condition=Q(resource_type__in=[kind.value for kind in ResourceType]),
                name="directory_local_help_type_is_known",
            ),
            models.CheckConstraint(
                condition=Q(website="") | Q(website__startswith="https://") | Q(website__startswith="http://"),
                name="directory_local_help_link_is_a_web_page",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None, precision="")
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                    precision__in=["address", "zip"],
                ),
                name="directory_local_help_point_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def offer_list(self) -> list[str]:
        return self.offers.split()

    @property
    def full_address(self) -> str:
        return ", ".join(part for part in (self.address, self.city, f"{self.state} {self.zip}") if part)
