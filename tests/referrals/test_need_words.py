"""When somebody needs an answer is said as they said it, and never as a guess of ours."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.release import Ahead
from handrail.referrals.domain.sides import Side
from handrail.referrals.need_words import SOON, URGENCIES, need_lines, when_words
from referrals.samples import NEED, make_program, make_receiver, make_referral
from referrals.self_referring.asking import answering, ask_them, asked
from signing_in import sign_in

pytestmark = pytest.mark.django_db
DAYTIME = replace(NEED, is_tonight=False)


def test_each_urgency_has_words():
    assert set(URGENCIES) == set(SOON) == set(Urgency)


@pytest.mark.parametrize(
    ("is_tonight", "ahead", "urgency", "expected"),
    [
        (False, None, Urgency.TODAY, "As soon as there is a place"),
        (True, None, Urgency.TODAY, "Today or tonight"),
        (False, None, Urgency.NEXT_DAY, "In the next days"),
        (False, Ahead.ONE_WEEK, Urgency.NEXT_DAY, "In one to two weeks"),
    ],
)
def test_when_is_what_was_asked(is_tonight, ahead, urgency, expected):
    assert when_words(replace(NEED, is_tonight=is_tonight), urgency, ahead) == expected


def test_clock_of_the_question_stands_beside_the_need():
    lines = dict(need_lines(DAYTIME, Urgency.NEXT_DAY))

    assert lines["Answer needed"] == "By the next working day"


def test_program_reads_that_somebody_wants_an_answer_within_hours():
    program, facility = answering()
    client = Client()
    sign_in(client, make_receiver(program))
    _, referral = ask_them(program, facility, at=timezone.now(), asked=asked(urgency=Urgency.TODAY))

    pages = [
        client.get(each).content.decode() for each in ("/referrals/inbox/", f"/referrals/inbox/{referral.public_id}/")
    ]

    assert ["As soon as there is a place" in page for page in pages] == [True, True]
    assert ["In the next days" in page for page in pages] == [False, False]
    assert "Within 4 hours" in pages[1]


def test_program_that_is_asked_for_them_next_reads_it_too():
    program, facility = make_program(at=timezone.now())
    client = Client()
    sign_in(client, make_receiver(program))
    referral = make_referral(need=DAYTIME, at=timezone.now())
    ask(referral=referral, facilities=[facility], side=Side.PERSON, by=PRODUCT, at=timezone.now())

    page = client.get("/referrals/inbox/").content.decode()

    assert ("As soon as there is a place" in page, "In the next days" in page) == (True, False)
