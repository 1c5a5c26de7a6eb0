"""Which one need a search did not find."""

import pytest

from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Counts, PathAnswer, Relaxed
from handrail.pathways.domain.vocabulary import NEEDS, PAYMENTS
from handrail.pathways.unmet import OF_WISH, missed_by
from handrail.referrals.domain.unmet import Missed

SOMETHING = (object(),)


def answer(*let_go, paths=SOMETHING, need=None):
    return PathAnswer(
        need=need or Need(),
        place=None,
        first=(),
        paths=paths,
        other_kinds=(),
        bridges=(),
        relaxed=tuple(Relaxed(each, "") for each in let_go),
        counts=Counts(in_radius=0, matching=0),
    )


@pytest.mark.parametrize(
    ("let_go", "missed"),
    [
        (["start_today", "language:spanish"], Missed.TODAY),
        (["language:spanish"], Missed.LANGUAGE),
        (["radius:100", "payment:medicaid"], Missed.MEDICAID),
        (["payment:va"], Missed.PUBLIC),
        (["twelve_step"], Missed.ELSE),
        (["radius:nation"], Missed.NEAR),
    ],
)
def test_first_thing_that_was_let_go_is_what_was_missed(let_go, missed):
    assert missed_by(answer(*let_go)) is missed


@pytest.mark.parametrize(
    ("need", "missed"),
    [
        (Need.read(age=16, medicine="methadone"), Missed.UNDER_18),
        (Need.read(asked=[("need", "pregnant")]), Missed.PREGNANT_OR_CHILDREN),
        (Need.read(asked=[("need", "alcohol")]), Missed.WITHDRAWAL_BED),
        (Need.read(medicine="buprenorphine"), Missed.BUPRENORPHINE),
        (Need.read(), Missed.NEAR),
    ],
)
def test_who_found_nothing_at_all_missed_what_is_rarest(need, missed):
    assert missed_by(answer(paths=(), need=need)) is missed


def test_search_that_found_what_it_asked_for_missed_nothing():
    assert missed_by(answer()) is None


def test_every_payer_and_every_word_here_is_one_of_a_search():
    assert {name for name in OF_WISH if name.startswith("payment:")} == {f"payment:{name}" for name in PAYMENTS}
    assert {name for name in OF_WISH if not name.startswith("payment:")} <= set(NEEDS)
