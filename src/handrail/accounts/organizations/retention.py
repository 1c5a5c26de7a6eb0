"""A pass of the worker: who worked where, and how they came in, goes when its time has passed (S33)."""

from datetime import datetime

from django.db.models import Q

from handrail.accounts.models import Invitation, Membership, SignInReset
from handrail.accounts.organizations.actions import INVITED_FOR
from handrail.privacy.domain.retention import Retention, lasts
from handrail.privacy.queries import held_subjects


def forget_past_memberships(*, at: datetime) -> int:
    """Nothing of somebody whose record is held by law. Returns how many rows went."""
    before = at - lasts(Retention.MEMBERSHIP)
    memberships = Membership.objects.filter(ended_at__lt=before)
    resets = SignInReset.objects.filter(Q(done_at__lt=before) | Q(done_at=None, asked_at__lt=before))
    invitations = Invitation.objects.filter(made_at__lt=at - INVITED_FOR - lasts(Retention.LINK))
    of_persons = [rows.exclude(user__subject__in=held_subjects()) for rows in (memberships, resets)]
    return sum(rows.delete()[0] for rows in (*of_persons, invitations))
