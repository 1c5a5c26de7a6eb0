"""Merging two rows that are one place, undoing it, and remembering that two are not one."""

from datetime import datetime

from django.db import transaction

from handrail.accounts.models import User
from handrail.directory.actions import bump, bump_openness, locked_revision
from handrail.directory.domain.duplicates import MergeRefused, check_alike, check_merge
from handrail.directory.merging.queries import identity_of_row, is_suggested
from handrail.directory.models import Claim, DeskEvent, Facility, Merge, NotTheSame
from handrail.web.translation import mark


@transaction.atomic
def merge(*, kept: Facility, merged: Facility, by: User, at: datetime) -> Merge:
    """From now on `merged` is not listed and leads to `kept`. Nothing of either row is changed or moved."""
    revision = locked_revision(at=at)  # two merges that would form a chain wait for each other here
    kept, merged = (Facility.objects.get(pk=each.pk) for each in (kept, merged))
    check_merge(
        kept=kept.pk,
        merged=merged.pk,
        kept_is_merged=kept.merged_into_id is not None,
        kept_is_listed=kept.gone_since_year is None and kept.closed_at is None,
        merged_is_merged=merged.merged_into_id is not None,
        merged_has_others=merged.merged_here.exists(),
    )
    check_one_keeper(kept, merged)
    check_alike(identity_of_row(kept), identity_of_row(merged), is_suggested=is_suggested(kept, merged))
    Facility.objects.filter(pk=merged.pk).update(merged_into=kept)
    done = Merge.objects.create(kept=kept, merged=merged, at=at, by=by)
    DeskEvent.objects.create(at=at, by=by, kind="merge.made", facility=merged)
    bump(revision, at=at)
    bump_openness(at=at)  # who is open is known of the row that is listed
    return done


def check_one_keeper(kept: Facility, merged: Facility) -> None:
    """A claim of either row is one of the place: nothing is moved, and an undone merge gives it back."""
    claims = Claim.objects.keeping().filter(facility__in=(kept, merged))
    if claims.values("organization").distinct().order_by().count() > 1:
        raise MergeRefused(mark("Two organizations keep these pages. Settle their claims first."))


@transaction.atomic
def undo(*, merge: Merge, by: User, at: datetime) -> None:
    """Both rows stand as they did before."""
    revision = locked_revision(at=at)
    if not Merge.objects.filter(pk=merge.pk, undone_at=None).update(undone_at=at, undone_by=by):
        raise MergeRefused(mark("This merge was already undone."))
    Facility.objects.filter(pk=merge.merged_id).update(merged_into=None)
    DeskEvent.objects.create(at=at, by=by, kind="merge.undone", facility=merge.merged)
    bump(revision, at=at)
    bump_openness(at=at)  # who is open is known of the row that is listed


@transaction.atomic
def say_not_the_same(*, one: Facility, other: Facility, by: User, at: datetime) -> None:
    """Saying it twice says it once."""
    if one.pk == other.pk:
        raise MergeRefused(mark("These are one row already."))
    first, second = sorted((one, other), key=lambda each: each.pk)
    _, is_new = NotTheSame.objects.get_or_create(first=first, second=second, defaults={"at": at, "by": by})
    if is_new:
        DeskEvent.objects.create(at=at, by=by, kind="merge.not_the_same", facility=first)
