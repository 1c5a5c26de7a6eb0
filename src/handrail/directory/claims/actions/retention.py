"""A pass of the worker: who kept which page, and what they changed there, goes when its time has passed (S33)."""

from datetime import datetime

from django.db.models import Q

from handrail.directory.models import Claim, ListingChange
from handrail.privacy.domain.retention import Retention, lasts
from handrail.privacy.queries import held_subjects


def forget_past_claims(*, at: datetime) -> int:
    """Nothing of somebody whose record is held by law. Returns how many rows went."""
    before, held = at - lasts(Retention.CLAIM), held_subjects()
    changes = ListingChange.objects.filter(Q(applied_at__lt=before) | Q(stopped_at__lt=before))
    changes = changes.filter(Q(subject=None) | ~Q(subject__in=held))
    claims = Claim.objects.filter(ended_at__lt=before).exclude(subject__in=held)
    return sum(rows.delete()[0] for rows in (changes, claims))
