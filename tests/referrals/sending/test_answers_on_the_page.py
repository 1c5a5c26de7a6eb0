"""What programs said stands on the nurse's page: what it comes to first, each no with its reason, no false door."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factories import make_facility
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question
from referrals.on_call import keep_coordinators
from referrals.samples import make_program, moved
from referrals.sending.desks import at_the_desk, handed_over

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinators(db):
    keep_coordinators(at=timezone.now())


def asked_of(client, *places, **typed):
    referral = handed_over(client, *places, **typed)
    client.post(f"/referrals/{referral.public_id}/", {"task": "ask", "place": [each.public_id for each in places]})
    return referral


def say(place, answer, **said):
    question = Question.objects.get(facility=place)
    return answer_question(question=question, answer=answer, way=Way.DESK, by=PRODUCT, at=timezone.now(), **said)


def shown(client, referral):
    return client.get(f"/referrals/{referral.public_id}/").content.decode()


def test_three_noes_say_why_and_what_can_be_done_and_offer_nothing_that_is_refused():
    client, _, _ = at_the_desk()
    places = [make_facility() for _ in range(3)]
    referral = asked_of(client, *places)
    for place in places:
        say(place, Answer.NO, reason=DeclineReason.NOT_THIS_MEDICINE)

    page, desk = shown(client, referral), client.get("/referrals/").content.decode()

    assert ("<h1>Every program that was asked said no.</h1>" in page, page.count("We do not give this medicine")) == (
        True,
        3,
    )
    assert [words in page for words in ("naloxone in their hand", "Three programs know of this person.")] == [True] * 2
    assert [words in page for words in ("Find places", "Ask the person to agree")] == [False, False]
    assert ("see what they say" in desk, "Others have to act" in desk) == (True, False)


def test_program_with_a_yes_stands_first_and_is_the_headline():
    client, _, _ = at_the_desk()
    first, second = make_facility(), make_facility()
    referral = asked_of(client, first, second)
    say(second, Answer.YES)

    page = shown(client, referral)

    cards = [page.index(f'id="program-{each.public_id}"') for each in (first, second)]
    assert ("<h1>A program said yes. Go on with it.</h1>" in page, cards[1] < cards[0]) == (True, True)
    assert f'href="#program-{second.public_id}"' in page


def test_program_that_sent_somebody_on_says_why_and_is_not_offered_again():
    client, _, _ = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)
    moved(referral, Stage.SENT, facility=place, at=timezone.now())
    moved(referral, Stage.DECLINED, at=timezone.now() + timedelta(minutes=1))

    page = shown(client, referral)

    assert ("They said no. Why: No place free." in page, "Choose this program" in page) == (True, False)
