"""That a person was asked whether one program may learn who they are, and what they said."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.referrals.domain.agreeing import Reply, Signing
from handrail.referrals.models.columns import code, is_known
from handrail.referrals.models.referrals import Referral


class AskedConsentQuerySet(models.QuerySet["AskedConsent"]):
    def waiting(self) -> Self:
        return self.filter(reply="", stopped_at=None)

    def signed(self) -> Self:
        return self.filter(reply=Reply.SIGNED)


class AskedConsent(models.Model):
    """One question to the person. Its words come from the table of their version; what was signed is sealed."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="asked_consents")
    facility = models.ForeignKey("directory.Facility", models.PROTECT, related_name="+")
    way = code(Signing)
    language = models.CharField(max_length=5, choices=[(each, each) for each in ("en", "es")])
    text_version = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    link_id = models.CharField(max_length=16, blank=True, help_text="public id of its one-time link, if it has one")
    reply = code(Reply, is_optional=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    consent = models.OneToOneField("privacy.Consent", models.PROTECT, null=True, blank=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True, help_text="nobody waits for the answer any more")

    objects = AskedConsentQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            is_known("asked_consent", "way", Signing),
            is_known("asked_consent", "reply", Reply, is_optional=True),
            models.CheckConstraint(
                condition=Q(reply="", replied_at=None, consent=None)
                | Q(reply=Reply.DECLINED.value, replied_at__isnull=False, consent=None)
                | Q(
                    reply__in=(Reply.SIGNED.value, Reply.TAKEN_BACK.value),
                    replied_at__isnull=False,
                    consent__isnull=False,
                ),
                name="referrals_reply_to_consent_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(way=Signing.OWN_PHONE.value) & ~Q(link_id="")
                | ~Q(way=Signing.OWN_PHONE.value) & Q(link_id=""),
                name="referrals_own_phone_has_a_link",
            ),
            models.CheckConstraint(
                condition=Q(replied_at=None) | Q(replied_at__gte=F("asked_at")), name="referrals_reply_after_asking"
            ),
            models.UniqueConstraint(
                fields=["referral", "facility"],
                condition=Q(reply="", stopped_at=None),
                name="referrals_one_open_consent_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"asked consent {self.public_id}"
