"""Several at the same moment: one answer counts, three are asked at most, one program is picked. On both engines."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry, OneTimeLink
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.moves import NO_SUCH_MOVE, MoveRefused
from handrail.referrals.domain.questions import (
    SOMEBODY_WAS_SOONER,
    THREE_AT_MOST,
    Answer,
    AnswerRefused,
    AskRefused,
    Way,
)
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Opening, Question, Referral
from handrail.referrals.picking.actions import pick
from referrals.samples import NOON, agree_to, make_program, make_referral, make_sender

pytestmark = pytest.mark.django_db(transaction=True)
REASONS = [reason for reason in DeclineReason if reason.value.startswith("not_this")]


def at_once(acts):
    """How each ended: "done", or the words of its refusal."""
    together = Barrier(len(acts))

    def run(act):
        together.wait()
        try:
            act()
            return "done"
        except (AnswerRefused, AskRefused, MoveRefused) as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return Counter(threads.map(run, acts))


def test_of_answers_that_come_at_once_one_counts():
    referral = make_referral(sender=make_sender()[0])
    [question] = ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=NOON)

    def no(reason):
        facts = {"answer": Answer.NO, "reason": reason, "way": Way.LINK, "by": PRODUCT, "at": NOON}
        return lambda: answer_question(question=question, **facts)

    outcomes = at_once([no(reason) for reason in REASONS])

    assert outcomes == {"done": 1, SOMEBODY_WAS_SOONER: len(REASONS) - 1}
    assert AuditEntry.objects.filter(what="referral.answered").count() == 1


def test_a_press_sent_four_times_at_once_is_one_answer():
    referral = make_referral(sender=make_sender()[0])
    [question] = ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=NOON)

    def yes():
        return answer_question(question=question, answer=Answer.YES, way=Way.LINK, by=PRODUCT, at=NOON)

    outcomes = at_once([yes] * 4)

    assert (outcomes, AuditEntry.objects.filter(what="referral.answered").count()) == ({"done": 4}, 1)


def test_of_four_who_ask_at_once_three_do():
    referral = make_referral(sender=make_sender()[0])
    places = [make_program()[1] for _ in range(4)]

    def asking(place):
        return lambda: ask(referral=referral, facilities=[place], side=Side.SENDER, by=PRODUCT, at=NOON)

    outcomes = at_once([asking(place) for place in places])

    assert outcomes == {"done": 3, THREE_AT_MOST: 1}
    assert sorted(Question.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_of_three_picked_at_once_one_learns_who_it_is():
    places = [make_program()[1] for _ in range(3)]
    referral = make_referral(sender=make_sender()[0], legs=places)
    for place in places:
        agree_to(referral, place)

    def picking(place):
        return lambda: pick(referral=referral, facility=place, side=Side.SENDER, by=PRODUCT, at=NOON)

    outcomes = at_once([picking(place) for place in places])

    opening, link = Opening.objects.get(), OneTimeLink.objects.get(purpose="open-referral")
    assert outcomes == {"done": 1, NO_SUCH_MOVE: 2}
    assert (Referral.objects.get().facility, link.public_id) == (opening.facility, opening.link_id)
    assert (Referral.objects.get().stage, link.withdrawn_at) == (Stage.SENT, None)
