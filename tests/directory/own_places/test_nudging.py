"""Who said a number is asked once before it fades: by day, by one neutral message, and only if nothing forbids it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from factories import make_facility
from handrail.directory.claims.actions.claiming import refuse, withdraw
from handrail.directory.domain.claims import State
from handrail.directory.domain.open_places import Group, Level, Numbers, OpenPlacesRefused, SaidBy
from handrail.directory.models import Facility, ListingContact, OpenPlacesEvent, OpenPlacesNudge
from handrail.directory.open_places.actions import say
from handrail.directory.own_places.actions import nudging
from handrail.directory.own_places.actions.nudging import ask_once, ask_programs, send_link
from handrail.directory.own_places.actions.speaking import renew_by_link
from handrail.messaging.actions import hear_stop_word
from handrail.messaging.delivering.passes import deliver
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.models import Message
from handrail.privacy.models import OneTimeLink
from handrail.privacy.sealed_values import opened, seal
from locks_taken import locks_taken
from referrals.samples import make_program

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ANYONE = Group(Level.WITHDRAWAL)


def tell(program, at, *, available=2):
    say(facility=program.place, numbers={ANYONE: Numbers(available)}, by=program.lead, at=at, source=SaidBy.PROGRAM)


@pytest.fixture
def told_at(asked_program, at):
    """Two in the afternoon in Illinois: it is asked about at ten the next morning."""
    moment = at + 8 * HOUR
    tell(asked_program, moment)
    return moment


def test_program_is_asked_once_before_its_number_fades(asked_program, told_at):
    counts = [ask_programs(at=told_at + hours * HOUR) for hours in (1, 19, 20, 21, 23, 24, 30)]

    (message,) = Message.objects.all()
    letter, nudge = opened(message, "letter")["letter"], OpenPlacesNudge.objects.get()
    assert counts == [0, 0, 1, 0, 0, 0, 0]
    assert (message.kind, message.subject) == (MessageKind.STILL_TRUE, asked_program.contact.subject)
    assert letter["address"] == "front-desk@program.example"
    assert letter["link"].startswith("/account/still-true/")
    assert message.expires_at == told_at + 21 * HOUR
    assert (nudge.seen, nudge.facility) == (OpenPlacesEvent.objects.get().pk, asked_program.place)
    assert OneTimeLink.objects.get().ends_at == told_at + 48 * HOUR


def test_who_said_it_again_is_asked_again_before_the_new_number_fades(asked_program, told_at):
    first = ask_programs(at=told_at + 20 * HOUR)
    tell(asked_program, told_at + 21 * HOUR)

    counts = [ask_programs(at=told_at + hours * HOUR) for hours in (22, 40, 42, 43)]

    assert first == 1
    assert counts == [0, 0, 1, 0]


def test_spanish_contact_gets_the_spanish_page(asked_program, told_at):
    ListingContact.objects.update(language="es")

    ask_programs(at=told_at + 20 * HOUR)

    message = Message.objects.get()
    assert (message.language, opened(message, "letter")["letter"]["link"][:23]) == ("es", "/es/account/still-true/")


def given_back(program, at):
    withdraw(claim=program.kept, by=program.lead, at=at)


def contested(program, at):
    refuse(claim=program.kept, to=State.CONTESTED, reason="A neighbor.", by=program.operator, at=at)


def organization_ended(program, at):
    program.organization.ended_at = at
    program.organization.save()


def merged(program, at):
    """Its numbers are those of a row that is listed no more."""
    Facility.objects.filter(pk=program.place.pk).update(merged_into=make_facility())


def closed(program, at):
    Facility.objects.filter(pk=program.place.pk).update(closed_at=at)


def without_contact(program, at):
    ListingContact.objects.all().delete()


@pytest.mark.parametrize("end", [given_back, contested, organization_ended, merged, closed, without_contact])
def test_who_keeps_no_page_or_named_no_contact_is_not_asked(asked_program, told_at, end):
    end(asked_program, told_at + HOUR)

    assert (ask_programs(at=told_at + 20 * HOUR), Message.objects.count()) == (0, 0)


def test_nobody_is_asked_while_the_channel_is_closed(asked_program, told_at, settings):
    settings.DEMONSTRATION = False
    settings.MESSAGE_AGREEMENT = {}

    assert (ask_programs(at=told_at + 20 * HOUR), OpenPlacesNudge.objects.count()) == (0, 0)


def test_number_of_another_program_stays_its_own(asked_program, told_at):
    other = make_facility()
    say(facility=other, numbers={ANYONE: Numbers(1)}, by=asked_program.operator, at=told_at)

    ask_programs(at=told_at + 20 * HOUR)

    assert OpenPlacesNudge.objects.get().facility == asked_program.place


def test_number_an_operator_wrote_down_is_asked_about_too(asked_program, at):
    say(facility=asked_program.place, numbers={ANYONE: Numbers(2)}, by=asked_program.operator, at=at + 8 * HOUR)

    assert ask_programs(at=at + 28 * HOUR) == 1


def test_telephone_that_said_stop_gets_no_question(asked_program, told_at, settings):
    contact = ListingContact.objects.get()
    contact.channel = Channel.SMS
    seal(contact, at=told_at, address="+13125550142")
    contact.save()
    hear_stop_word(number="+13125550142", is_stop=True, at=told_at)

    ask_programs(at=told_at + 20 * HOUR)
    deliver(at=told_at + 20 * HOUR)

    message = Message.objects.get()
    assert (message.status, message.reason) == ("dropped", "stopped")


def test_question_that_could_not_be_sent_within_the_hour_is_not_sent_at_night(asked_program, told_at):
    ask_programs(at=told_at + 20 * HOUR)

    deliver(at=told_at + 21 * HOUR)

    message = Message.objects.get()
    assert (message.status, message.reason) == ("expired", "expired")


def test_claim_is_locked_before_the_place_as_by_who_says_a_number(asked_program, told_at):
    with locks_taken() as taken:
        asked = ask_once(asked_program.place, at=told_at + 20 * HOUR)

    assert (asked, taken[:2]) == (True, ["Claim", "Facility"])


def test_contact_that_cannot_be_read_holds_up_no_other(asked_program, told_at, monkeypatch):
    other = make_program(has_contact=True)[1]
    Facility.objects.filter(pk=other.pk).update(state=asked_program.place.state)
    say(facility=other, numbers={ANYONE: Numbers(1)}, by=asked_program.operator, at=told_at)
    really = nudging.ask_once

    def fail(place, *, at):
        if place.pk == asked_program.place.pk:
            raise ValueError
        return really(place, at=at)

    monkeypatch.setattr(nudging, "ask_once", fail)
    asked = ask_programs(at=told_at + 20 * HOUR)

    assert (asked, OpenPlacesNudge.objects.get().facility) == (1, other)


def test_old_questions_are_forgotten(asked_program, told_at):
    ask_programs(at=told_at + 20 * HOUR)

    early = ask_programs(at=told_at + 20 * HOUR + timedelta(days=8))
    late = ask_programs(at=told_at + 20 * HOUR + timedelta(days=8, seconds=1))

    assert (early, late, OpenPlacesNudge.objects.count()) == (0, 1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_ask_once(asked_program, told_at):
    together, moment = Barrier(2), told_at + 20 * HOUR

    def work(_):
        together.wait()
        try:
            return ask_once(asked_program.place, at=moment)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(work, range(2)))

    assert (answers, Message.objects.count()) == ([False, True], 1)


def token_in(message: Message) -> str:
    return opened(message, "letter")["letter"]["link"].rstrip("/").rpartition("/")[2]


def test_link_comes_when_one_of_its_people_asks_and_says_that_it_is_still_true(asked_program, told_at):
    soon = told_at + HOUR
    send_link(claim=asked_program.kept, by=asked_program.lead, at=soon)

    (message,) = Message.objects.all()
    renew_by_link(token=token_in(message), browser="phone", at=soon + HOUR)

    assert (message.kind, message.subject) == (MessageKind.STILL_TRUE, asked_program.contact.subject)
    assert opened(message, "letter")["letter"]["address"] == "front-desk@program.example"
    assert OpenPlacesEvent.objects.values_list("change", "source", "at").first() == ("renewed", "link", soon + HOUR)


def test_link_is_asked_for_about_a_number_that_has_faded_too(asked_program, told_at):
    late = told_at + 30 * HOUR
    send_link(claim=asked_program.kept, by=asked_program.lead, at=late)

    renew_by_link(token=token_in(Message.objects.get()), browser="phone", at=late + 23 * HOUR)

    assert OpenPlacesEvent.objects.count() == 2


def test_link_that_was_asked_for_stands_for_the_question_before_the_number_fades(asked_program, told_at):
    send_link(claim=asked_program.kept, by=asked_program.lead, at=told_at + HOUR)

    assert (ask_programs(at=told_at + 20 * HOUR), Message.objects.count()) == (0, 1)


def test_links_are_not_asked_for_one_after_the_other(asked_program, told_at):
    send_link(claim=asked_program.kept, by=asked_program.lead, at=told_at)

    with pytest.raises(OpenPlacesRefused) as refusal:
        send_link(claim=asked_program.kept, by=asked_program.lead, at=told_at + timedelta(minutes=14))
    send_link(claim=asked_program.kept, by=asked_program.lead, at=told_at + timedelta(minutes=15))

    assert (refusal.value.code, Message.objects.count()) == ("link_just_sent", 2)


@pytest.mark.parametrize("end", [given_back, contested, organization_ended, merged, closed, without_contact])
def test_who_keeps_no_page_or_named_no_contact_gets_no_link(asked_program, told_at, end):
    end(asked_program, told_at + HOUR)

    with pytest.raises(OpenPlacesRefused):
        send_link(claim=asked_program.kept, by=asked_program.lead, at=told_at + 2 * HOUR)

    assert (Message.objects.count(), OneTimeLink.objects.count()) == (0, 0)


def test_who_counts_no_places_there_gets_no_link_sent(asked_program, told_at):
    with pytest.raises(OpenPlacesRefused) as refusal:
        send_link(claim=asked_program.kept, by=asked_program.operator, at=told_at)

    assert (refusal.value.code, Message.objects.count()) == ("not_kept", 0)


def test_nothing_is_asked_about_where_nothing_was_said(asked_program, at):
    with pytest.raises(OpenPlacesRefused) as refusal:
        send_link(claim=asked_program.kept, by=asked_program.lead, at=at)

    assert (refusal.value.code, Message.objects.count()) == ("no_link", 0)
