"""Who is there for whatever ends in "a human", and the pages that call them (P10)."""

from django.db import models
from django.db.models import Q

from handrail.kernel.public_ids import new_public_id
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.rosters import Hours, PageState, read_hours
from handrail.messaging.models.messages import LANGUAGES
from handrail.privacy.sealed_fields import SealedField


class Roster(models.Model):
    """The people who answer for one promise of the product, and their hours."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.SlugField(max_length=40, unique=True, help_text='the promise it keeps: "warm-handover"')
    zone = models.CharField(max_length=40)
    week = models.JSONField(help_text='{"mon": [["09:00", "17:00"]]}')
    minutes = models.PositiveSmallIntegerField(help_text="within which a page is acknowledged, by each in turn")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(minutes__gte=1), name="messaging_roster_clock_runs")]

    def __str__(self) -> str:
        return f"roster {self.name}"

    @property
    def hours(self) -> Hours:
        return read_hours(self.zone, self.week)


class RosterMember(models.Model):
    """Somebody of a roster, and how they are called. Who they are, `accounts` knows."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="members")
    person_id = models.CharField(max_length=16, help_text="public id of an account")
    is_deputy = models.BooleanField(default=False)
    subject = models.ForeignKey("privacy.Subject", on_delete=models.PROTECT, related_name="roster_memberships")
    channel = models.CharField(max_length=8, choices=[(channel.value, channel.value) for channel in Channel])
    address = SealedField(help_text="the number or mailbox they named for being called")
    language = models.CharField(max_length=5, choices=[(language, language) for language in LANGUAGES])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster", "person_id"], name="messaging_once_on_a_roster"),
            models.UniqueConstraint(
                fields=["roster"], condition=Q(is_deputy=True), name="messaging_one_deputy_on_a_roster"
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.public_id}"


class RosterPage(models.Model):
    """One call for a human, with its clock: members first, then the deputy, then in the open as missed."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="pages")
    about = models.CharField(max_length=60, help_text='the record that needs a human, by id: "referral:k3…"')
    state = models.CharField(
        max_length=14, choices=[(state.value, state.value) for state in PageState], default=PageState.CALLED
    )
    called_at = models.DateTimeField()
    moved_at = models.DateTimeField(help_text="when the clock that now runs was started")
    deputy_called_at = models.DateTimeField(null=True, blank=True, help_text="nobody had answered until then")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=16, blank=True, help_text="public id of an account")

    class Meta:
        indexes = [models.Index(fields=["state", "moved_at"], name="messaging_pages_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "about"],
                condition=~Q(state=PageState.ACKNOWLEDGED.value),
                name="messaging_one_open_page_about",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PageState]), name="messaging_page_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=PageState.ACKNOWLEDGED.value, acknowledged_at__isnull=False) & ~Q(acknowledged_by="")
                | ~Q(state=PageState.ACKNOWLEDGED.value) & Q(acknowledged_at=None, acknowledged_by=""),
                name="messaging_page_names_who_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PageState.ESCALATED.value, PageState.MISSED.value])
                | Q(deputy_called_at__isnull=False),
                name="messaging_page_was_passed_on",
            ),
        ]

    def __str__(self) -> str:
        return f"page {self.public_id}"
