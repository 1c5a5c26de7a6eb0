"""Who gets our links and wants no more of them says so by one press; somebody rings instead, and nobody is lost."""

import html
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from factories import make_operator
from handrail.directory.claims.actions.stopping import stop_messages, stopped_again
from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.models import ListingContact
from handrail.messaging.actions import hear_stop_word
from handrail.messaging.models import Message, RosterPage
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry, OneTimeLink
from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.privacy.sealed_values import opened, seal
from handrail.referrals.asking.actions import ANSWER, ask
from handrail.referrals.asking.ways import open_contact, way_to
from handrail.referrals.climbing.actions import ring_for_questions
from handrail.referrals.closing.actions import ask_whether_they_got_in
from handrail.referrals.domain.questions import Way
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question, Referral
from handrail.referrals.picking.actions import pick
from handrail.referrals.stopping.actions import stop_by_link
from handrail.web.limiting.limits import forget_permits
from referrals.on_call import keep_coordinators
from referrals.samples import agree_to, make_program, make_referral, make_sender, moved
from signing_in import sign_in

pytestmark = pytest.mark.django_db
FROM_HERE = {"origin": "http://testserver"}


@pytest.fixture(autouse=True)
def messages_can_be_written(settings):
    settings.DEMONSTRATION = True
    forget_permits()


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


def last_link() -> str:
    return opened(Message.objects.latest("pk"), "letter")["letter"]["link"]


def token_in(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def asked(now):
    _, place = make_program(at=now)
    referral = make_referral(sender=make_sender()[0], at=now)
    [question] = ask(referral=referral, facilities=[place], side=Side.SENDER, by=PRODUCT, at=now)
    return question, place


def chosen(now):
    _, place = make_program(at=now)
    referral = make_referral(sender=make_sender()[0], legs=[place], at=now)
    agree_to(referral, place, at=now)
    return pick(referral=referral, facility=place, side=Side.SENDER, by=PRODUCT, at=now)[0], place


def expected_yesterday(now):
    earlier = now - timedelta(days=2)
    _, place = make_program(at=earlier)
    referral = moved(make_referral(at=earlier), Stage.SENT, Stage.EXPECTED, facility=place, at=earlier)
    ask_whether_they_got_in(at=now)
    return referral, place


@pytest.mark.parametrize("sent", [asked, chosen, expected_yesterday])
def test_one_press_on_any_page_that_a_link_opens_stops_messages_to_the_contact(sent, now):
    _, place = sent(now)
    phone, address = Client(headers=FROM_HERE), last_link()

    offered, answer = phone.get(address), phone.post(address, {"stop": "yes"})

    assert ("Stop these messages" in offered.content.decode(), answer.status_code) == (True, 200)
    assert "Nothing more comes to this address." in answer.content.decode()
    assert contact_for_messages(facility=place) is None
    assert Message.objects.latest("pk").status == "dropped"


def test_link_that_was_answered_stops_them_all_the_same(now):
    _, place = expected_yesterday(now)
    phone, address = Client(headers=FROM_HERE), last_link()
    phone.post(address)
    phone.post(address, {"account": "got_in"})

    answer = Client(headers=FROM_HERE).post(address, {"stop": "yes"})

    assert OneTimeLink.objects.exclude(used_at=None).count() == 1
    assert (answer.status_code, contact_for_messages(facility=place)) == (200, None)


@pytest.mark.parametrize("sent", [asked, chosen, expected_yesterday])
def test_press_that_stopped_nothing_says_so_and_how_to_stop_them(sent, now):
    _, place = sent(now)
    address = last_link()
    OneTimeLink.objects.update(withdrawn_at=now)

    answer = Client(headers=FROM_HERE).post(address, {"stop": "yes"})

    said = html.unescape(answer.content.decode())
    assert (answer.status_code, contact_for_messages(facility=place) is None) == (404, False)
    assert ("answer STOP to a text" in said, "Answered before?" in said) == (True, False)


def test_looking_stops_nothing(now):
    _, place = asked(now)

    Client().get(last_link())

    assert contact_for_messages(facility=place) is not None


@pytest.mark.parametrize("token", ["guessed", ""])
def test_guessed_link_stops_nothing_and_looks_like_any_that_opens_nothing(token, now):
    _, place = asked(now)

    with pytest.raises(LinkRefused):
        stop_by_link(purpose=ANSWER, token=token, at=now)

    assert contact_for_messages(facility=place) is not None


def test_link_that_went_to_the_contact_before_stops_nothing_at_the_new_one(now):
    _, place = asked(now)
    ListingContact.objects.update(since=now + timedelta(seconds=1))

    with pytest.raises(LinkRefused):
        stop_by_link(purpose=ANSWER, token=token_in(last_link()), at=now + timedelta(seconds=2))

    assert contact_for_messages(facility=place) is not None


def test_question_that_waited_there_is_brought_by_telephone_and_a_coordinator_is_called(now):
    keep_coordinators(at=now)
    question, place = asked(now)

    stop_by_link(purpose=ANSWER, token=token_in(last_link()), at=now)
    ring_for_questions(at=now)

    question.refresh_from_db()
    assert (question.way, way_to(place)) == (Way.TELEPHONE, Way.TELEPHONE)
    assert RosterPage.objects.get().about == f"referral:{question.referral.public_id}"
    assert Referral.objects.get().stage == Stage.ASKING


def test_question_is_brought_by_telephone_too_where_messages_were_stopped_on_another_page(now):
    keep_coordinators(at=now)
    question, place = asked(now)
    other, _ = asked(now)

    stop_messages(contact=contact_for_messages(facility=place), by=PRODUCT, at=now)
    ring_for_questions(at=now)

    for each in (question, other):
        each.refresh_from_db()
    assert (question.way, other.way) == (Way.TELEPHONE, Way.LINK)
    assert RosterPage.objects.get().about == f"referral:{question.referral.public_id}"


def test_answer_that_was_given_stays_as_it_was_given(now):
    question, _ = asked(now)
    Question.objects.update(answer="yes", answered_at=now, answered_way="link", holds_until=now + timedelta(hours=9))

    stop_by_link(purpose=ANSWER, token=token_in(last_link()), at=now)

    question.refresh_from_db()
    assert (question.way, question.answer) == (Way.LINK, "yes")


def test_operator_sees_whom_to_ring(now):
    _, place = asked(now)
    client = Client()
    sign_in(client, make_operator("ana"))
    before = client.get("/desk/claims/").content.decode()

    stop_by_link(purpose=ANSWER, token=token_in(last_link()), at=now)

    after = client.get("/desk/claims/").content.decode()
    assert ("No messages: call them" in before, "No messages: call them" in after) == (False, True)
    assert after.index("No messages: call them") < after.index(place.name)


def test_stopping_twice_is_once_and_a_restore_stops_again(now):
    _, place = asked(now)
    contact = contact_for_messages(facility=place)

    done = [stop_messages(contact=contact, by=PRODUCT, at=now) for _ in range(2)]
    ListingContact.objects.update(stopped_at=None)
    again = stopped_again(key=contact.public_id, at=now)

    assert (done, again, contact_for_messages(facility=place)) == ([True, False], True, None)
    assert AuditEntry.objects.filter(what="listing_contact.stopped").count() == 1


def test_database_lets_no_contact_stop_before_it_began(now):
    asked(now)

    with pytest.raises(IntegrityError), transaction.atomic():
        ListingContact.objects.update(stopped_at=now - timedelta(days=1))


def test_number_that_texted_stop_is_rung_as_well(now):
    _, place = make_program(at=now)
    contact = contact_for_messages(facility=place)
    seal(contact, at=now, address="+14475550199")
    contact.channel = "sms"
    contact.save()
    before = open_contact(place)

    hear_stop_word(number="+14475550199", is_stop=True, at=now)

    assert (before, open_contact(place), way_to(place)) == (contact, None, Way.TELEPHONE)
