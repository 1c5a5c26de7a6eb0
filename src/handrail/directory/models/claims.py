"""Which organization keeps the page of which place, how that was shown, and what it changed there (S17)."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from handrail.directory.domain import claims as rules
from handrail.directory.domain import listing_changes as changes
from handrail.directory.domain.claims import ENDED, KEEPING, LIVE, MOST_WRONG, State
from handrail.directory.models.corrections import CheckedFact, person
from handrail.directory.models.facilities import Facility, choices_of
from handrail.kernel.public_ids import new_public_id
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models.messages import LANGUAGES
from handrail.privacy.sealed_fields import SealedField

SHOWN_TO_BE_THEIRS = [State.CONFIRMED, *KEEPING, State.REVOKED]
VERIFIED_ONCE = [*KEEPING, State.REVOKED]
KEPT_ROW = Coalesce("facility__merged_into", "facility")  # under which the place is listed now


class ClaimQuerySet(models.QuerySet["Claim"]):
    def waiting(self) -> Self:
        """For the desk, the oldest first."""
        return self.filter(state__in=rules.OPEN).order_by("asked_at", "pk")

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def keeping(self) -> Self:
        """Verified, also where somebody contests it, by an organization that still exists."""
        return self.filter(state__in=KEEPING, organization__ended_at=None)

    def given_back(self) -> Self:
        """What the program said of itself is still read."""
        said = CheckedFact.objects.filter(change__claim=OuterRef("pk"), taken_back_at=None)
        return self.filter(Exists(said), state=State.WITHDRAWN)

    def of_place(self, facility: Facility) -> Self:
        """Also those made for a row that was merged into it, or into which it was merged."""
        return self.annotate(kept_row=KEPT_ROW).filter(kept_row=facility.merged_into_id or facility.pk)


class Claim(models.Model):
    """An organization asks to keep the page of a place. Who asked, and by what they show it, is sealed as theirs."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="claims")
    organization = models.ForeignKey("accounts.Organization", models.PROTECT, related_name="claims")
    subject = models.ForeignKey("privacy.Subject", models.PROTECT, related_name="+", help_text="who asked")
    state = models.CharField(max_length=12, choices=choices_of(State), default=State.ASKED)
    words = SealedField(null=True, help_text="who asks, a number they named, and their evidence")
    asked_by = person()
    asked_at = models.DateTimeField()
    due_on = models.DateField()

    called_by = person(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    called_number = models.CharField(max_length=40, blank=True, help_text="as listed, or as a register has it")
    register = models.CharField(max_length=120, blank=True, help_text="where a number that is not listed was found")
    code = SealedField(null=True, help_text="what was said at that number; gone once it was entered")
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    confirmed_by = person(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    verified_by = person(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    evidence = models.CharField(max_length=500, blank=True, help_text="what showed it; no name")
    contested_at = models.DateTimeField(null=True, blank=True)
    ended_by = person(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="why declined, contested or revoked; no name")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="directory_claims_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="directory_claim_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ASKED) | Q(called_at=None, code=None, confirmed_at=None, verified_at=None),
                name="directory_claim_asked_is_only_asked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.CALLED, *SHOWN_TO_BE_THEIRS])
                | Q(called_by__isnull=False, called_at__isnull=False) & ~Q(called_number=""),
                name="directory_claim_rests_on_a_call",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CALLED, code__isnull=False) | ~Q(state=State.CALLED) & Q(code=None),
                name="directory_claim_code_ends_with_the_call",
            ),
            models.CheckConstraint(condition=Q(wrong_codes__lte=MOST_WRONG), name="directory_claim_locks_at_five"),
            models.CheckConstraint(
                condition=~Q(state__in=SHOWN_TO_BE_THEIRS)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, confirmed_at__gte=F("called_at")),
                name="directory_claim_code_was_entered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=VERIFIED_ONCE)
                | Q(verified_by__isnull=False, verified_at__isnull=False) & ~Q(evidence=""),
                name="directory_claim_verified_on_evidence",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("asked_by")) & ~Q(verified_by=F("confirmed_by")),
                name="directory_claim_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(called_by=None) | ~Q(called_by=F("asked_by")), name="directory_claim_called_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DECLINED, State.CONTESTED, State.REVOKED]) | ~Q(reason=""),
                name="directory_claim_refused_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_by__isnull=False, ended_at__isnull=False)
                | ~Q(state__in=ENDED) & Q(ended_by=None, ended_at=None),
                name="directory_claim_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["facility"], condition=Q(state__in=KEEPING), name="directory_claim_one_keeper"
            ),
            models.UniqueConstraint(
                fields=["facility", "organization"], condition=Q(state__in=LIVE), name="directory_claim_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.public_id}"

    @property
    def place(self) -> Facility:
        """The row under which the place is listed now."""
        return self.facility.merged_into or self.facility


class ListingContact(models.Model):
    """Where messages to a program go. Shown to nobody; the address is sealed."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    claim = models.OneToOneField(Claim, models.CASCADE, related_name="contact")
    subject = models.ForeignKey("privacy.Subject", models.PROTECT, related_name="+", help_text="the mailbox or number")
    channel = models.CharField(max_length=8, choices=choices_of(Channel))
    language = models.CharField(max_length=5, choices=[(language, language) for language in LANGUAGES])
    address = SealedField()
    since = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True, help_text="nothing is sent there any more: somebody rings")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(stopped_at__gte=F("since")),
                name="directory_contact_stopped_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return f"contact {self.public_id}"


class ListingChangeQuerySet(models.QuerySet["ListingChange"]):
    def open(self) -> Self:
        return self.filter(state__in=changes.OPEN)

    def to_call(self) -> Self:
        """No message tells the old contact: somebody of us must ring it."""
        return self.filter(state=changes.State.TO_TELL, message_key="")

    def due(self, *, at: datetime) -> Self:
        return self.filter(state=changes.State.WAITING, waits_until__lte=at)


class ListingChange(models.Model):
    """What a program changes of its page, or where messages to it go: one proposes, another agrees, then waited."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="changes")
    field = models.CharField(max_length=8, choices=choices_of(changes.Field))
    value = models.CharField(max_length=255, blank=True, help_text="a number or website, which all will see")
    subject = models.ForeignKey("privacy.Subject", models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=8, blank=True, choices=choices_of(Channel))
    language = models.CharField(max_length=5, choices=[(language, language) for language in LANGUAGES], default="en")
    address = SealedField(null=True, help_text="of a new contact for messages, while it is open")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="the new contact opened its own link")

    state = models.CharField(max_length=8, choices=choices_of(changes.State), default=changes.State.PROPOSED)
    proposed_by = person()
    proposed_at = models.DateTimeField()
    agreed_by = person(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    message_key = models.CharField(max_length=80, blank=True, help_text="of the message to the old contact, if any")
    told = models.CharField(max_length=12, blank=True, choices=choices_of(changes.Told))
    told_by = person(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    waits_until = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    stopped = models.CharField(max_length=11, blank=True, choices=choices_of(changes.StoppedBy))
    stopped_by = person(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = ListingChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "waits_until"], name="directory_changes_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in changes.State]), name="directory_change_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    field__in=[field.value for field in changes.CHECKED], channel="", subject=None, address=None
                )
                & ~Q(value="")
                | Q(field=changes.Field.CONTACT, channel__in=[channel.value for channel in Channel], value="")
                & Q(subject__isnull=False),
                name="directory_change_says_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(field=changes.Field.CONTACT, state__in=changes.OPEN, address__isnull=False)
                | ~Q(field=changes.Field.CONTACT, state__in=changes.OPEN) & Q(address=None),
                name="directory_change_keeps_no_address",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=F("proposed_by")),
                name="directory_change_two_are_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[changes.State.TO_TELL, changes.State.WAITING, changes.State.APPLIED])
                | Q(agreed_by__isnull=False),
                name="directory_change_needs_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[changes.State.WAITING, changes.State.APPLIED])
                | Q(told_at__isnull=False, waits_until__isnull=False, waits_until__gt=F("told_at")) & ~Q(told=""),
                name="directory_change_old_contact_was_told",
            ),
            models.CheckConstraint(
                condition=Q(state=changes.State.APPLIED, applied_at__isnull=False, applied_at__gte=F("waits_until"))
                | ~Q(state=changes.State.APPLIED) & Q(applied_at=None),
                name="directory_change_waited",
            ),
            models.CheckConstraint(
                condition=~Q(state=changes.State.APPLIED, field=changes.Field.CONTACT) | Q(answered_at__isnull=False),
                name="directory_change_new_contact_answered",
            ),
            models.CheckConstraint(
                condition=Q(state=changes.State.STOPPED, stopped_at__isnull=False) & ~Q(stopped="")
                | ~Q(state=changes.State.STOPPED) & Q(stopped_at=None, stopped="", stopped_by=None),
                name="directory_change_stopped_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["claim", "field"],
                condition=Q(state__in=[state.value for state in changes.OPEN]),
                name="directory_change_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"change {self.public_id}"
