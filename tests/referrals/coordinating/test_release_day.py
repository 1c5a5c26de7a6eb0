"""Custody rings: the day of release moves, and no coordinator reads it."""

from datetime import timedelta

import pytest

from referrals.coordinating.people_on_the_board import named, page_of, words
from referrals.samples import make_sender

pytestmark = pytest.mark.django_db


def of_custody(now, **facts):
    custody, _ = make_sender(kind="custody", role="officer")
    return named(at=now, sender=custody, **facts)


def test_a_coordinator_moves_the_day_of_release_where_custody_rings_and_reads_none(desk, now):
    day, later = now.date() + timedelta(days=21), now.date() + timedelta(days=40)
    first_day = {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"}
    referral = of_custody(now, release_on=day, **first_day)

    offered = words(desk.get(page_of(referral)))
    desk.post(page_of(referral), {"task": "release", "release_on": later.isoformat()})

    referral.refresh_from_db()
    assert ("The day of release moved" in offered, day.isoformat() in offered) == (True, False)
    assert (referral.release_on, referral.first_day_medicine) == (later, "supply")


@pytest.mark.parametrize("typed", ["", "soon", "2020-01-01"])
def test_no_day_of_release_that_cannot_be_is_saved_by_a_coordinator(desk, now, typed):
    referral = of_custody(now)

    answer = desk.post(page_of(referral), {"task": "release", "release_on": typed})

    referral.refresh_from_db()
    assert (answer.status_code, referral.release_on) == (422, None)


def test_a_coordinator_moves_no_day_of_who_has_a_sender_to_move_it(desk, now):
    referral = named(at=now)

    answer = desk.post(page_of(referral), {"task": "release", "release_on": (now.date()).isoformat()})

    assert (answer.status_code, "The day of release moved" in words(answer)) == (422, False)
