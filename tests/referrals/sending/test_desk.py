"""The list of whoever hands people over: in order, without a word of anybody, and of their own organization alone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories import make_facility
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.sender_desk import Waits
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.sending.access import senders_of
from handrail.referrals.sending.queries import desk_of, time_left
from referrals.on_call import keep_coordinators
from referrals.samples import NOON, make_program, make_referral, moved
from referrals.sending.desks import at_the_desk

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def coordinators(db):
    keep_coordinators(at=timezone.now())


def test_what_waits_for_the_sender_stands_first():
    _, user, hospital = at_the_desk()
    _, place = make_program()
    waits = moved(make_referral(sender=hospital, legs=[place]), Stage.SENT, facility=place)
    declined = moved(make_referral(sender=hospital), Stage.SENT, Stage.DECLINED, facility=place)
    said_yes = make_referral(sender=hospital, at=NOON + HOUR)
    (question,) = ask(referral=said_yes, facilities=[place], side=Side.SENDER, by=PRODUCT, at=NOON + HOUR)
    answer_question(question=question, answer=Answer.YES, way=Way.DESK, by=PRODUCT, at=NOON + HOUR)

    lines = desk_of(senders=senders_of(user, at=NOON), at=NOON + HOUR)

    assert [(line.referral, line.waits) for line in lines] == [
        (said_yes, Waits.PICK),
        (declined, Waits.NEXT),
        (waits, Waits.OTHERS),
    ]


def test_list_shows_no_word_of_anybody():
    client, _, hospital = at_the_desk()
    make_referral(sender=hospital, words={"alias": "Rosalinda", "address": "(217) 555-0143"})

    page = client.get("/referrals/").content.decode()

    assert ("Rosalinda" in page, "555-0143" in page) == (False, False)


def test_another_hospitals_people_are_nowhere():
    client, _, _ = at_the_desk()
    _, _, other = at_the_desk()
    strange = make_referral(sender=other)

    answers = [client.get(f"/referrals/{strange.public_id}/{rest}").status_code for rest in ("", "release-pack/")]

    assert (strange.public_id in client.get("/referrals/").content.decode(), answers) == (False, [404, 404])


def test_list_asks_as_often_for_three_as_for_one():
    client, _, hospital = at_the_desk()
    place = make_facility()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/referrals/")
        return len(asked)

    make_referral(sender=hospital, legs=[place])
    client.get("/referrals/")
    with_one = queries()
    for _ in range(2):
        make_referral(sender=hospital, legs=[place])

    assert queries() == with_one


@pytest.mark.parametrize(
    ("ahead", "state", "unit", "count", "rest"),
    [
        (timedelta(minutes=6), "soon", "minutes", 6, 0),
        (timedelta(hours=3, minutes=10), "", "hours", 3, 10),
        (timedelta(days=4), "", "days", 4, 0),
        (timedelta(minutes=90), "", "hours", 1, 30),
        (-timedelta(minutes=5), "late", "minutes", 5, 0),
        (timedelta(0), "late", "minutes", 0, 0),
    ],
)
def test_clock_speaks_in_the_largest_unit_that_fits(ahead, state, unit, count, rest):
    left = time_left(NOON + ahead, at=NOON)

    assert (left.state, left.unit, left.count, left.rest) == (state, unit, count, rest)


def test_headline_on_the_list_is_what_the_programs_answered():
    client, _, hospital = at_the_desk()
    now = timezone.now()
    places = [make_program(at=now)[1] for _ in range(2)]
    for place, answer in zip(places, (Answer.YES, Answer.WAITING_LIST), strict=True):
        (question,) = ask(
            referral=make_referral(sender=hospital, at=now), facilities=[place], side=Side.SENDER, by=PRODUCT, at=now
        )
        said = {} if answer is Answer.YES else {"position": 2, "offers_interim": False}
        answer_question(question=question, answer=answer, way=Way.DESK, by=PRODUCT, at=now, **said)

    headlines = re.findall(r"<h2><a[^>]+>([^<]+)<span", client.get("/referrals/").content.decode())

    assert headlines == ["A program said yes. Go on with it.", "A program offers its waiting list."]


@pytest.mark.parametrize(("kind", "button"), [("hospital", "Save, then ask the places"), ("police", "Hand over")])
def test_button_says_what_it_does(kind, button):
    client, _, _ = at_the_desk(kind=kind, role="nurse" if kind == "hospital" else "officer")

    page = client.get("/referrals/new/").content.decode()

    assert f'name="task" value="save">{button}</button>' in page


def test_day_of_an_end_is_that_of_the_place_and_not_of_london():
    client, _, hospital = at_the_desk()
    evening = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)  # Friday the 27th, ten in the evening in Springfield
    moved(make_referral(sender=hospital, at=evening - HOUR, zone="America/Chicago"), Stage.FAILED, at=evening)

    page = client.get("/referrals/").content.decode()

    assert ("November 27, 2026" in page, "November 28, 2026" in page) == (True, False)
