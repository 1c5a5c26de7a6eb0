"""Keys by which an organization's own system speaks to the API: only a hash of each is kept."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from handrail.accounts.domain.api_keys import LONGEST_DAYS, Scope, ends_at, is_live
from handrail.accounts.models.organizations import Organization
from handrail.accounts.models.users import User
from handrail.kernel.public_ids import new_public_id

DIGEST_BYTES = 32  # SHA-256
SCOPES = [(scope.value, scope.value) for scope in Scope]


class ApiKey(models.Model):
    """A secret that was shown once. For which places it speaks is asked when it is used, and stands nowhere here."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="api_keys")
    label = models.CharField(max_length=60, help_text="the system that uses it; no name of a person")
    prefix = models.CharField(max_length=12, help_text="how it begins: enough to know it again, too little to use it")
    digest = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    scope = models.CharField(max_length=30, choices=SCOPES)
    days = models.PositiveSmallIntegerField(help_text="for how many days it works")
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True, help_text="the day alone: no time, and no address")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scope__in=[scope.value for scope in Scope]), name="accounts_api_key_scope"
            ),
            models.CheckConstraint(condition=Q(days__range=(1, LONGEST_DAYS)), name="accounts_api_key_ends"),
            models.CheckConstraint(condition=~Q(label="") & ~Q(prefix=""), name="accounts_api_key_is_known_again"),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")), name="accounts_api_key_revoked_later"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def ends_at(self) -> datetime:
        return ends_at(self.made_at, days=self.days)

    def is_live(self, *, at: datetime) -> bool:
        return is_live(made_at=self.made_at, days=self.days, revoked_at=self.revoked_at, at=at)
