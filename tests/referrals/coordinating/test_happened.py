"""What happened so far is told once, in its order, and each question says why it was closed."""

from datetime import timedelta

import pytest

from factories import make_facility
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.sides import Side
from handrail.referrals.picking.actions import pick
from referrals.coordinating.people_on_the_board import in_conflict, named, on_call, page_of, words
from referrals.samples import agree_to

pytestmark = pytest.mark.django_db


def test_the_number_of_a_chosen_program_stays_on_the_page_and_its_question_is_not_late(desk, operator, now):
    on_call(operator, at=now)
    chosen, other = make_facility(), make_facility()
    referral = named(at=now)
    ask(referral=referral, facilities=[chosen, other], side=Side.SENDER, by=PRODUCT, at=now)
    agree_to(referral, chosen, at=now)
    pick(referral=referral, facility=chosen, side=Side.SENDER, by=PRODUCT, at=now)

    shown = words(desk.get(page_of(referral)))

    assert (chosen.phone in shown, "Nobody answered within a day." in shown) == (True, False)
    assert ("This program was chosen." in shown, "It had not answered when" in shown) == (True, True)


def test_what_a_program_did_at_its_desk_is_told_once_in_what_happened(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    referral = in_conflict(now)

    told = words(desk.get(page_of(referral)))
    happened = told[told.index("What happened so far") :]

    assert (happened.count("Did not come so far"), happened.count("The program says")) == (1, 0)
    assert happened.index("Did not come so far") < happened.index("The person says they were turned away")
