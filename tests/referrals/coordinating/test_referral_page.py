"""The page of one referral: no name stands on it, and a call of a roster leads to it."""

import pytest

from handrail.messaging.rosters.actions import page
from handrail.referrals.domain.stages import Stage
from handrail.referrals.switch import check_switched_on
from referrals.coordinating.people_on_the_board import NAMES, named, on_call, page_of, words
from referrals.samples import make_program, moved

pytestmark = pytest.mark.django_db


def test_the_page_of_one_tells_no_name(desk, operator, now):
    on_call(operator, at=now)
    facility = make_program()[1]
    referral = moved(named(at=now), Stage.SENT, facility=facility, at=now)

    shown = words(desk.get(page_of(referral)))

    assert (facility.name in shown, [name for name in NAMES if name in shown]) == (True, [])


def test_a_call_of_a_roster_leads_to_its_referral(desk, operator, now):
    on_call(operator, at=now)
    referral = named(at=now)
    page(roster=check_switched_on(), about=f"referral:{referral.public_id}", at=now)

    shown = words(desk.get("/desk/rosters/"))

    assert f'href="{page_of(referral)}"' in shown
