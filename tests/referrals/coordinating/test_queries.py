"""The count in the database says what the lines say, whoever's limit runs out."""

from datetime import timedelta

import pytest

from handrail.messaging.rosters.actions import page
from handrail.referrals.coordinating import queries
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.models import Referral
from handrail.referrals.switch import check_switched_on
from referrals.coordinating.people_on_the_board import named, on_call

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rung", list(Rung))
@pytest.mark.parametrize("hours", [-30, -2, 2])
@pytest.mark.parametrize("days", [None, 0, 5, 30, -20])
@pytest.mark.parametrize("is_called", [True, False])
def test_count_says_what_the_lines_say(operator, now, rung, hours, days, is_called):
    on_call(operator, at=now)
    referral = named(at=now - timedelta(hours=40), urgency=Urgency.NEXT_DAY)
    moment = now + timedelta(hours=hours)
    facts = {"rung_at": moment if rung else None, "due_at": moment, "rung": rung}
    release_on = None if days is None else now.date() + timedelta(days=days)
    Referral.objects.update(**facts, release_on=release_on)
    if is_called:
        page(roster=check_switched_on(), about=f"referral:{referral.public_id}", at=now)

    lines = queries.board(at=now)

    assert queries.count_who_need_a_human(at=now) == sum(line.needs_a_human for line in lines)
