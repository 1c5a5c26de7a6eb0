"""Counting searches that found nothing fitting. What is kept is as little as of what was shown (`directory.shown`)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from handrail.directory.shown import Shown, aside
from handrail.referrals.domain.unmet import Missed
from handrail.referrals.models import UnmetSearches

Lack = tuple[str, Missed]  # in which state, and what


@transaction.atomic
def add_to_week(counts: Mapping[Lack, int], week: date) -> None:
    """In one order, so that two processes never wait for each other."""
    for (state, missed), times in sorted(counts.items()):
        row = {"state": state, "missed": missed, "week": week}
        if not UnmetSearches.objects.get_or_create(**row, defaults={"times": times})[1]:
            UnmetSearches.objects.filter(**row).update(times=F("times") + times)


_missed: Shown[Lack] = Shown(aside(add_to_week, name="unmet-searches"))
note_missed = _missed.note
forget_missed = _missed.forget
