"""What programs said stands on the nurse's page: what it comes to first, each no with its reason, no false door."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from factories import make_facility
from handrail.directory.domain.phone_numbers import dial_address
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.agreeing.actions import ask_to_agree, decline
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.domain.agreeing import Signing
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question, Referral
from handrail.referrals.sending.happened import events_of
from handrail.referrals.sending.queries import ProgramLine, program_lines
from referrals.on_call import keep_coordinators
from referrals.samples import NOON, actor_of, make_program, moved
from referrals.sending.desks import agreed, at_the_desk, handed_over

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
    assert [words in page for words in ("naloxone in their hand", "Three programs know of this need.")] == [True] * 2
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


def test_what_a_program_says_stands_until_when_and_with_which_help():
    client, _, _ = at_the_desk()
    first, second = make_facility(), make_facility()
    referral = asked_of(client, first, second)
    say(first, Answer.YES, holds_until=timezone.now() + timedelta(hours=5))
    say(second, Answer.WAITING_LIST, position=3, offers_interim=True)

    page = shown(client, referral)

    said = ("That holds until ", "Number 3 on the list.", "They offer help until there is room.")
    assert [words in page for words in said] == [True] * 3
    assert "Our coordinator calls them" not in page


def test_place_on_the_list_stays_after_the_pick_and_nobody_is_chosen_twice():
    client, _, _ = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)
    moved(referral, Stage.SENT, Stage.WAITLISTED, facility=place, at=timezone.now(), position=4)

    page = shown(client, referral)

    assert ("Number 4 on the list." in page, "The program says anew how its list stands." in page) == (True, True)
    assert ("Choose this program" in page, "Ask the person to agree" in page) == (False, False)


def test_no_code_is_lost_that_never_was():
    client, user, hospital = at_the_desk()
    with_link, without = make_program(at=timezone.now())[1], make_program(has_contact=False, at=timezone.now())[1]
    pages = []
    for place in (with_link, without):
        referral = handed_over(client, place, key=place.public_id[:8])
        agreed(referral, place, user, hospital)
        client.post(f"/referrals/{referral.public_id}/", {"task": "pick", "place": place.public_id})
        pages.append(shown(client, referral))

    assert ["The code was lost" in page for page in pages] == [True, False]


def test_after_arrival_no_answer_of_the_program_is_waited_for():
    client, _, _ = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)
    moved(referral, Stage.SENT, Stage.EXPECTED, Stage.ARRIVED, facility=place, at=timezone.now())

    page = shown(client, referral)

    assert ("The program says when care has begun." in page, "has to answer" in page) == (True, False)


def test_what_happened_has_answers_and_the_persons_words_in_the_order_of_time():
    client, user, hospital = at_the_desk()
    _, place = make_program(at=timezone.now())
    referral = asked_of(client, place)
    say(place, Answer.YES)
    agreed(referral, place, user, hospital)

    events = events_of(Referral.objects.get(), {})

    assert [each.words for each in events] == [
        "Programs were asked, without a name.",
        "They said yes.",
        "The person was asked whether they agree.",
        "The person agreed.",
    ]
    assert re.search(r"<li>\w+, \w+ \d+, \d+:\d\d\u00a0[ap]m, [^·]+\s· They said yes\.", shown(client, referral))


def test_number_is_read_aloud_in_groups_and_the_list_says_when_it_was_written():
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility())
    number = f"{referral.public_id[:4]}\u00a0{referral.public_id[4:8]}\u00a0{referral.public_id[8:]}"

    page = client.get("/referrals/").content.decode()

    assert (f"number {number}" in page, "written " in page) == (True, True)


def test_kept_place_says_until_when_and_what_the_program_says_next():
    client, user, hospital = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    agreed(referral, place, user, hospital)
    moved(referral, Stage.SENT, Stage.HELD, facility=place, at=timezone.now())

    page = shown(client, referral)

    assert ("The program says when it expects them." in page, "The program has to answer." in page) == (True, False)
    assert "The place is kept until " in page


def test_place_the_person_said_no_to_is_asked_only_on_purpose_and_another_is_looked_for_first():
    client, user, hospital = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    ticked = f'id="ask-{place.public_id}" checked>'
    before = shown(client, referral)
    by, at = actor_of(user, hospital), timezone.now()
    asked, _ = ask_to_agree(
        referral=referral, facility=place, way=Signing.OWN_PHONE, language="en", user=user, by=by, at=at
    )
    decline(asked=asked, by=by, at=at)

    after = shown(client, referral)

    assert [(ticked in page, 'href="#ask"' in page, 'href="#another"' in page) for page in (before, after)] == [
        (True, True, False),
        (False, False, True),
    ]


def test_once_a_program_has_them_no_older_answer_and_no_way_on_stands_beside_it():
    client, _, _ = at_the_desk()
    place = make_program(at=timezone.now())[1]
    referral = asked_of(client, place)
    say(place, Answer.YES, holds_until=timezone.now() + timedelta(hours=5))
    before = shown(client, referral)
    moved(referral, Stage.SENT, Stage.EXPECTED, Stage.ARRIVED, facility=place, at=timezone.now())

    after = shown(client, referral)

    gone = ("That holds until", "Another place")
    assert [[words in page for words in gone] for page in (before, after)] == [[True, True], [False, False]]


def test_care_that_has_begun_is_said_once_and_nothing_waits():
    client, _, _ = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)
    moved(referral, Stage.SENT, Stage.EXPECTED, Stage.ARRIVED, Stage.COMPLETED, facility=place, at=timezone.now())

    page = shown(client, referral)

    assert ("<h1>Care has begun.</h1>" in page, "Care began" in page, "waits soon" in page) == (True, False, False)
    assert page.count('<li class="done"') == 6


def test_who_was_just_written_down_is_led_to_the_first_thing_to_do():
    client, _, _ = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    before = shown(client, referral)
    client.post(f"/referrals/{referral.public_id}/", {"task": "ask", "place": [place.public_id]})

    after = shown(client, referral)

    assert ('href="#ask"' in before, 'id="ask"' in before, 'href="#ask"' in after) == (True, True, False)


def test_in_spanish_a_line_of_what_happened_begins_large():
    client, _, _ = at_the_desk()
    _, place = make_program(at=timezone.now())
    referral = asked_of(client, place)

    page = client.get(f"/es/referrals/{referral.public_id}/").content.decode()

    lead = re.search(r"<strong>(\w+)\s[^<]+</strong></p>", page)[1]
    happened = re.findall(r"<li>([^\W\d]+)", page.partition('id="happened"')[2])
    assert (lead, len(happened) > 0) == ("Quedan", True)
    assert happened == [day.capitalize() for day in happened]


def test_place_that_nobody_confirmed_does_not_look_like_one_that_answers():
    client, _, _ = at_the_desk()
    _, answering = make_program(at=timezone.now())
    referral = handed_over(client, answering, make_facility())

    page = shown(client, referral)

    tags = re.findall(r'<span class="(tag[^"]*)">([^<]+)<', page)
    numbers = re.findall(r'<p class="small"><a href="tel:([^"]+)">', page)
    assert tags == [("tag open", "They answer here"), ("tag ask", "Call them: not on this site yet")]
    assert numbers == [
        dial_address(line.facility.phone, state="IL").removeprefix("tel:")
        for line in program_lines(referral=referral, at=timezone.now())
    ]


@pytest.mark.parametrize(
    ("facts", "is_to_call"),
    [
        ({"way": Way.LINK}, True),
        ({"way": Way.TELEPHONE}, False),  # our coordinator calls
        ({"way": Way.LINK, "answer": Answer.WAITING_LIST}, False),
        ({"way": Way.LINK, "gone_at": NOON}, False),
    ],
)
def test_sender_is_to_call_only_where_nobody_else_does_and_something_is_still_to_ask(facts, is_to_call):
    line = ProgramLine(make_facility(), False, Question(**facts), None, is_agreed=False, is_yes=False, is_picked=False)

    assert (line.is_to_call, replace(line, is_picked=True).is_to_call) == (is_to_call, False)
    assert (replace(line, no="full").is_to_call, replace(line, question=None).is_to_call) == (False, True)


def test_nobody_is_to_be_called_once_it_has_ended():
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility())
    call = "Call them: not on this site yet"

    before = shown(client, referral)
    client.post(
        f"/referrals/{referral.public_id}/",
        {"task": "cancel", "outcome": "sender_took_it_back", "seen": str(referral.moves)},
    )

    assert Referral.objects.get().stage == Stage.CANCELED
    assert (call in before, call in shown(client, referral)) == (True, False)


def test_button_that_asks_nobody_is_not_filled():
    client, user, hospital = at_the_desk()
    _, place = make_program(at=timezone.now())
    referral = handed_over(client, place)
    ticked = shown(client, referral)
    asked, _ = ask_to_agree(
        referral=referral,
        facility=place,
        way=Signing.ON_SCREEN,
        language="en",
        user=user,
        by=actor_of(user, hospital),
        at=timezone.now(),
    )
    decline(asked=asked, by=actor_of(user, hospital), at=timezone.now())

    unticked = shown(client, referral)

    filled, outlined = '<button class="button">Ask them</button>', '<button class="button plain">Ask them</button>'
    assert [(filled in page, outlined in page) for page in (ticked, unticked)] == [(True, False), (False, True)]


def test_program_that_has_who_did_not_come_is_chosen_again_and_by_no_filled_button():
    client, user, hospital = at_the_desk()
    _, place = make_program(at=timezone.now())
    referral = handed_over(client, place)
    agreed(referral, place, user, hospital)
    first = shown(client, referral)
    moved(referral, Stage.SENT, Stage.EXPECTED, Stage.NO_SHOW, facility=place, at=timezone.now())

    missed = shown(client, referral)

    chosen = '<button class="button">Choose this program<', '<button class="button plain">Choose this program again<'
    assert [[each in page for each in chosen] for page in (first, missed)] == [[True, False], [False, True]]
