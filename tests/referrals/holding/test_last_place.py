"""Fifty at once for the last place: one gets it, and the others are told so. `script/soak` runs 200 rounds of it."""

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections

from handrail.directory.domain.open_places import Group, Level, Numbers, Sex
from handrail.directory.open_places.actions import say
from handrail.directory.open_places.queries import open_places_of
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.domain.holds import NO_PLACE_LEFT, HoldRefused
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.holding.actions import hold_place, release_place
from handrail.referrals.models import PlaceHold, Referral
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WORKERS = 50
UNTIL = NOON + timedelta(hours=6)
FOR_ALL = Group(Level.WITHDRAWAL)


def held_by(referral, together):
    together.wait()
    try:
        hold_place(referral=referral, until=UNTIL, sexes=frozenset({Sex.ANY}), by=PRODUCT, side=Side.RECEIVER, at=NOON)
        return "held"
    except HoldRefused as refusal:
        return str(refusal)
    finally:
        connections.close_all()


def race(referrals):
    together = Barrier(len(referrals))
    with ThreadPoolExecutor(len(referrals)) as threads:
        return Counter(threads.map(lambda referral: held_by(referral, together), referrals))


def test_of_fifty_who_race_for_the_last_place_one_gets_it(request):
    rounds, begun = request.config.getoption("--race-rounds"), time.monotonic()
    _, facility = make_program()
    sender, _ = make_sender()
    referrals = [moved(make_referral(sender=sender), Stage.SENT, facility=facility) for _ in range(WORKERS)]
    say(facility=facility, numbers={FOR_ALL: Numbers(1)}, by=None, at=NOON)

    outcomes = Counter()
    for _ in range(rounds):
        outcomes += race(referrals)
        live = PlaceHold.objects.live().select_related("referral").get()
        assert open_places_of(facility_ids=[facility.pk], at=NOON)[facility.pk][0].available == 0
        assert list(Referral.objects.filter(stage=Stage.HELD)) == [live.referral]
        release_place(referral=live.referral, by=PRODUCT, side=Side.RECEIVER, at=NOON)

    assert outcomes == {"held": rounds, NO_PLACE_LEFT: rounds * (WORKERS - 1)}
    sys.stdout.write(
        f"{connection.vendor}: {rounds} rounds of {WORKERS} for the last place, {outcomes['held']} got it; "
        f"{time.monotonic() - begun:.0f} seconds\n"
    )
