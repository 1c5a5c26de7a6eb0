"""How a program without an account may learn who the person is: by a link, and a code told another way (S15)."""

from django.db import models

from handrail.kernel.public_ids import new_public_id
from handrail.referrals.models.referrals import Referral


class Opening(models.Model):
    """One link to one program about one person. Who opened it, and each refusal, stands in the record of acts."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="openings")
    facility = models.ForeignKey("directory.Facility", models.PROTECT, related_name="+")
    link_id = models.CharField(max_length=16, unique=True, help_text="public id of its one-time link")
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"opening {self.public_id}"
