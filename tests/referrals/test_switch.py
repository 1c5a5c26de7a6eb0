"""Handing over is on only where somebody would be called in the end (P10)."""

from datetime import timedelta

import pytest

from handrail.referrals.switch import SwitchedOff, check_switched_on, is_somebody_there, is_switched_on
from referrals.on_call import OFFICE, keep_coordinators
from referrals.samples import NOON

pytestmark = pytest.mark.django_db


def test_without_a_roster_it_is_off():
    with pytest.raises(SwitchedOff, match="switched off"):
        check_switched_on()

    assert (is_switched_on(), is_somebody_there(at=NOON)) == (False, False)


def test_with_a_roster_it_is_on():
    roster = keep_coordinators()

    assert (check_switched_on(), is_switched_on()) == (roster, True)


@pytest.mark.parametrize("is_deputy", [True, False])
def test_a_roster_that_lost_its_people_switches_it_off(is_deputy):
    keep_coordinators().members.filter(is_deputy=is_deputy).delete()

    assert is_switched_on() is False


def test_at_night_it_is_on_and_nobody_is_there():
    keep_coordinators(week=OFFICE)

    there = [is_somebody_there(at=NOON + timedelta(hours=hours)) for hours in (0, 3)]

    assert (is_switched_on(), there) == (True, [False, True])
