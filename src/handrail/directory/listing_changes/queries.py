"""Reads of what programs change: for the program, and for the desk that must call or may stop it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from handrail.accounts.models import User
from handrail.directory.calls.queries import numbers_to_dial
from handrail.directory.domain.listing_changes import StoppedBy
from handrail.directory.models import Claim, ListingChange
from handrail.privacy.models import AuditEntry, Subject

MOST_LISTED = 100
TOLD_FOR = timedelta(days=30)  # product choice
PEOPLE = ("proposed_by", "agreed_by", "told_by", "stopped_by")
OPENED_FOR = "change:"  # and the id of the change: so the record of acts tells of a mailbox that it is one
OF_A_CLAIM = ("claim__facility__merged_into", "claim__organization")


def changes_of(*, claim: Claim) -> list[ListingChange]:
    """The newest first."""
    rows = ListingChange.objects.filter(claim=claim).select_related(*PEOPLE).order_by("-proposed_at", "-pk")
    return list(rows[:MOST_LISTED])


def open_changes() -> list[ListingChange]:
    """Those that somebody must call about come first."""
    rows = ListingChange.objects.open().select_related(*PEOPLE, *OF_A_CLAIM).order_by("proposed_at", "pk")
    return sorted(rows[:MOST_LISTED], key=lambda change: not must_be_called(change))


def changes_without_answer(*, at: datetime) -> list[ListingChange]:
    """Whose new contact never answered, for a month: somebody of us may want to ask the program."""
    rows = ListingChange.objects.filter(stopped=StoppedBy.NO_ANSWER, stopped_at__gt=at - TOLD_FOR)
    return list(rows.select_related(*OF_A_CLAIM).order_by("-stopped_at", "-pk")[:MOST_LISTED])


def must_be_called(change: ListingChange) -> bool:
    return change.state == "to_tell" and not change.message_key


def calls_due() -> int:
    return ListingChange.objects.to_call().count()


def change_by_public_id(*, public_id: str) -> ListingChange | None:
    return ListingChange.objects.select_related(*PEOPLE, *OF_A_CLAIM).filter(public_id=public_id).first()


def old_numbers(*, claim: Claim, at: datetime) -> list[str]:
    """Whom to ring: the numbers by which the program was reached until now, and the one by which it was called back."""
    numbers = [each.shown for each in numbers_to_dial(facility=claim.place, at=at)]
    return list(dict.fromkeys([*numbers, claim.called_number]))


def is_wanted_by(change: ListingChange, user: User) -> bool:
    """One of the two: they do not also say that the old contact was told of it."""
    return user.pk in (change.proposed_by_id, change.agreed_by_id)


def mailboxes() -> QuerySet[Subject, dict[str, int]]:
    """The subjects that stand for where a program gets its messages, and for no person.

    The record of acts still knows of one when the change that named it is forgotten.
    """
    opened = AuditEntry.objects.filter(what="subject.opened", about__startswith=OPENED_FOR).values("subject_id")
    named = ListingChange.objects.exclude(subject=None).values("subject")
    return Subject.objects.filter(Q(public_id__in=opened) | Q(pk__in=named)).values("pk")


def programs_of(*, mailboxes: Iterable[str]) -> list[str]:
    """The names of those that are still known."""
    changes = ListingChange.objects.filter(subject__public_id__in=list(mailboxes))
    names = changes.order_by("claim__organization__name").values_list("claim__organization__name", flat=True)
    return list(names.distinct())
