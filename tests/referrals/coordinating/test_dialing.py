"""The numbers on a coordinator's call sheet: which line is which, and what a phone dials."""

import pytest

from factories import make_facility
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.sides import Side
from referrals.coordinating.people_on_the_board import named, on_call, page_of, words

pytestmark = pytest.mark.django_db


def test_coordinator_reads_which_line_is_which_and_dials_the_extension(desk, operator, now):
    on_call(operator, at=now)
    place, referral = (
        make_facility(phone="617-555-0120", intake_phones=["617-555-0170 x207"], state="MA"),
        named(at=now),
    )
    (question,) = ask(referral=referral, facilities=[place], side=Side.SENDER, by=PRODUCT, at=now)

    shown = words(desk.get(f"{page_of(referral)}call/{question.public_id}/"))

    intake = 'Line to start treatment: <a href="tel:+16175550170;ext=207">617-555-0170 x207</a>'
    assert (intake in shown, "Main number: " in shown) == (True, True)


def test_line_that_is_the_only_one_needs_no_name(desk, operator, now):
    on_call(operator, at=now)
    place, referral = make_facility(phone="617-555-0120", state="MA"), named(at=now)
    (question,) = ask(referral=referral, facilities=[place], side=Side.SENDER, by=PRODUCT, at=now)

    shown = words(desk.get(f"{page_of(referral)}call/{question.public_id}/"))

    assert (">617-555-0120</a>" in shown, "Main number" in shown) == (True, False)
