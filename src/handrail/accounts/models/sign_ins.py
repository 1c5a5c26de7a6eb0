"""Where somebody is signed in now: what they may see of it and end."""

from datetime import timedelta

from django.db import models

from handrail.accounts.domain.sign_in_terms import Terms, untouched_screen_lasts
from handrail.accounts.models.users import User
from handrail.kernel.public_ids import new_public_id
from handrail.privacy.models import Subject
from handrail.privacy.sealed_fields import SealedField


class SignIn(models.Model):
    """One browser that is signed in. No address, no user agent: a device is called what its owner calls it (S12).

    The row is the sign-in: once it is gone, the browser's next request is a stranger's. Nothing is kept of it.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    terms = models.CharField(max_length=10, choices=[(terms.value, terms.value) for terms in Terms])
    is_staff = models.BooleanField(help_text="acts for an organization or runs this installation, as it began")
    has_second_factor = models.BooleanField(help_text="shown when it began, or enrolled since")
    device = SealedField(null=True, help_text="what its owner calls the device")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    proved_at = models.DateTimeField(help_text="when it was last shown who it is")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(terms__in=[terms.value for terms in Terms]), name="accounts_sign_in_terms_known"
            ),
            models.CheckConstraint(
                condition=models.Q(seen_at__gte=models.F("began_at")), name="accounts_sign_in_seen_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def untouched_screen_lasts(self) -> timedelta | None:
        return untouched_screen_lasts(Terms(self.terms))
