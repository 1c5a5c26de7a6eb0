"""A pass of the worker: who kept which page, and what they changed there, goes when its time has passed (S33)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from handrail.directory.models import CheckedFact, Claim, ListingChange, ListingContact, Partnership
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.retention import Retention, lasts
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.models import Subject
from handrail.privacy.queries import held_subjects


@transaction.atomic
def forget_past_claims(*, at: datetime) -> int:
    """Nothing of somebody whose record is held by law, and nothing that a page still says.

    Returns how many changes, partnerships and claims went, or lost the words of who asked.
    """
    before = at - lasts(Retention.CLAIM)
    changes, ended = past_changes(before), past_claims(before)
    mailboxes = list(Subject.objects.filter(pk__in=changes.values("subject")))
    CheckedFact.objects.filter(change__in=changes).delete()
    gone = changes.delete()[1].get("directory.ListingChange", 0)
    for mailbox in mailboxes:  # of one change each: nothing names it any more, and its key goes too
        erase_own(subject=mailbox, by=PRODUCT, at=at)
    gone += Partnership.objects.filter(ended_at__lt=before).delete()[0]
    gone += ended.filter(changes=None).delete()[1].get("directory.Claim", 0)
    return gone + ended.exclude(words=None).update(words=None)


def past_changes(before: datetime) -> QuerySet[ListingChange]:
    """A number that people still read, and a mailbox that we still write to, keep who said so."""
    past = ListingChange.objects.filter(Q(applied_at__lt=before) | Q(stopped_at__lt=before))
    past = past.filter(Q(fact=None) | Q(fact__taken_back_at__isnull=False))
    in_use = ListingContact.objects.values("subject")
    return past.filter(Q(subject=None) | ~Q(subject__in=held_subjects()) & ~Q(subject__in=in_use))


def past_claims(before: datetime) -> QuerySet[Claim]:
    return Claim.objects.filter(ended_at__lt=before).exclude(subject__in=held_subjects())
