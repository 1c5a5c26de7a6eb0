"""Counting searches that found nothing fitting. What is kept is as little as of what was shown (`directory.shown`)."""

import threading
from collections.abc import Mapping
from datetime import date

from django.db import DatabaseError, connection, transaction
from django.db.models import F

from handrail.directory.shown import Shown
from handrail.kernel.busy_database import not_waiting
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


def add_aside(counts: Mapping[Lack, int], week: date) -> None:
    threading.Thread(target=add_or_lose, args=(counts, week), name="unmet-searches", daemon=True).start()


def add_or_lose(counts: Mapping[Lack, int], week: date) -> None:
    """The whole life of the thread, with a connection of its own."""
    try:
        with not_waiting():
            add_to_week(counts, week)
    except DatabaseError:
        return
    finally:
        connection.close()


_missed: Shown[Lack] = Shown(add_aside)
note_missed = _missed.note
forget_missed = _missed.forget
