"""Counting searches that found nothing fitting, and forgetting the weeks once their quarter is published.

What is kept is as little as of what was shown (`directory.shown`).
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from handrail.directory.shown import Shown, aside
from handrail.privacy.domain.fixed_periods import quarter_of
from handrail.privacy.domain.retention import Retention, lasts
from handrail.referrals.domain.publications import Publication
from handrail.referrals.domain.unmet import Missed
from handrail.referrals.models import PublishedPeriod, UnmetSearches

Lack = tuple[str, Missed]  # in which state, and what
IN_BOTH = {Publication.QUARTER, Publication.STATE}


@transaction.atomic
def add_to_week(counts: Mapping[Lack, int], week: date) -> None:
    """In one order, so that two processes never wait for each other."""
    for (state, missed), times in sorted(counts.items()):
        row = {"state": state, "missed": missed, "week": week}
        if not UnmetSearches.objects.get_or_create(**row, defaults={"times": times})[1]:
            UnmetSearches.objects.filter(**row).update(times=F("times") + times)


def forget_past_searches(*, at: datetime) -> int:
    """A pass of the worker. Returns how many rows went.

    Not before the mirror and the State's report of the quarter stand: a worker that stood still publishes late, and the
    oldest week is where it begins.
    """
    before = (at - lasts(Retention.SEARCHES)).date()
    weeks = UnmetSearches.objects.filter(week__lt=before).order_by().values_list("week", flat=True).distinct()
    past = [week for week in weeks if quarter_of(week).day_after <= before and is_published(week)]
    deleted, _ = UnmetSearches.objects.filter(week__in=past).delete()
    return deleted


def is_published(week: date) -> bool:
    """A week counts for the quarter in which it begins."""
    rows = PublishedPeriod.objects.filter(period=str(quarter_of(week)))
    return set(rows.values_list("what", flat=True)) >= IN_BOTH


_missed: Shown[Lack] = Shown(aside(add_to_week, name="unmet-searches"))
note_missed = _missed.note
forget_missed = _missed.forget
