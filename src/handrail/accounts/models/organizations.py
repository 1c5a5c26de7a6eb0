"""For whom staff act: organizations, their members, and the two ways in that need somebody else."""

from django.db import models
from django.db.models import F, Q

from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models.users import User
from handrail.kernel.public_ids import new_public_id

KINDS = [(kind.value, kind.value) for kind in Kind]
ROLE_CHOICES = [(role.value, role.value) for role in Role]


class Organization(models.Model):
    """A program, clinic, hospital or other body whose staff sign in here."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=KINDS)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="accounts_organization_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class MembershipQuerySet(models.QuerySet):
    def live(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None, organization__ended_at=None)


class Membership(models.Model):
    """What somebody is in an organization, from when to when. Ended rows stay: they say who could see what then."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="accounts_membership_role"
            ),
            models.UniqueConstraint(
                fields=["organization", "user"], condition=Q(ended_at=None), name="accounts_one_live_membership"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="accounts_membership_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Invitation(models.Model):
    """A lead asks somebody in. Who it is for stands nowhere: the lead hands the link over."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    link_id = models.CharField(max_length=16, unique=True, help_text="public id of its one-time link")
    made_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="accounts_invitation_role"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="accounts_invitation_ends_one_way"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class SignInReset(models.Model):
    """A member lost password and second factor. One lead asks, another agrees: never one person alone (S14)."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="resets")
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    link_id = models.CharField(max_length=16, blank=True, help_text="public id of its one-time link, once agreed")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(asked_by=F("user")), name="accounts_reset_is_asked_by_another"),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | (~Q(agreed_by=F("user")) & ~Q(agreed_by=F("asked_by"))),
                name="accounts_reset_needs_two_others",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(agreed_by__isnull=False), name="accounts_reset_is_agreed_before_done"
            ),
            models.UniqueConstraint(fields=["user"], condition=Q(done_at=None), name="accounts_one_open_reset"),
        ]

    def __str__(self) -> str:
        return self.public_id
