"""What Twilio tells us: signed, late, twice, in any order; and what people text back."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections
from django.test import Client

from handrail.messaging.callbacks import is_signed
from handrail.messaging.delivering.actions.leasing import claim, return_expired_leases
from handrail.messaging.delivering.actions.provider_copies import (
    AT_ONCE,
    UNHEARD,
    forget_at_providers,
    remember_copy,
)
from handrail.messaging.delivering.passes import deliver
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.leases import LEASE
from handrail.messaging.domain.status import Status
from handrail.messaging.models import Message, ProviderCopy, StopWord
from handrail.messaging.queries import is_stopped
from handrail.privacy.master_keys import Purpose, add_key, make_key_file
from handrail.privacy.models import AuditEntry
from handrail.privacy.rotation.actions import move_blind_indexes
from messaging.conftest import ADDRESSES, write
from messaging.twilio_stand_in import taken_and_never_told

pytestmark = pytest.mark.django_db
PHONE = ADDRESSES[Channel.SMS]
LATER = datetime(2126, 11, 23, tzinfo=UTC)  # than any clock by which a callback was heard


def hand_in(request, **headers):
    path, fields, signature = request
    return Client().post(path, fields, headers={"X-Twilio-Signature": signature, **headers}, secure=True)


@pytest.fixture
def sent(rosa, at, twilio):
    """A text that Twilio has taken."""
    message = write(rosa, at=at)
    deliver(at=at)
    message.refresh_from_db()
    return message


def stands(message):
    message.refresh_from_db()
    return message.status, message.reason


def test_signature_is_the_one_of_twilios_own_example():
    """From Twilio's page on webhook security."""
    fields = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    listed = [(name, [value]) for name, value in fields.items()]

    signed = is_signed(
        "RSOYDt4T1cUTdK1PDd93/VVr8B8=", url="https://mycompany.com/myapp.php?foo=1&bar=2", fields=listed, token="12345"
    )

    assert signed is True


def test_delivered_is_written_down_and_the_copy_at_the_provider_deleted(sent, twilio):
    twilio.settle(sent.provider_id, "delivered")

    response = hand_in(twilio.callback(sent.provider_id, "delivered"))
    forgotten = forget_at_providers(at=LATER)

    assert (response.status_code, response.content) == (200, b"<Response></Response>")
    assert stands(sent) == (Status.DELIVERED, "")
    assert (forgotten, twilio.deleted, ProviderCopy.objects.count()) == (1, [sent.provider_id], 0)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["queued", "sent", "delivered"], Status.DELIVERED),
        (["delivered", "sent", "queued"], Status.DELIVERED),
        (["delivered", "delivered"], Status.DELIVERED),
        (["delivered", "undelivered"], Status.DELIVERED),
        (["undelivered", "delivered"], Status.FAILED),
        (["sending", "sent"], Status.SENT),
        (["nonsense"], Status.SENT),
    ],
)
def test_words_come_late_twice_and_in_any_order(sent, twilio, words, status):
    for word in words:
        hand_in(twilio.callback(sent.provider_id, word))

    assert stands(sent)[0] == status


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("30006", "bad_address"),
        ("30007", "blocked_by_carrier"),
        ("30003", "unreachable"),
        ("99999", "provider_refused"),
    ],
)
def test_text_that_did_not_arrive_says_why_by_a_code(sent, twilio, code, reason):
    hand_in(twilio.callback(sent.provider_id, "undelivered", ErrorCode=code))

    assert stands(sent) == (Status.FAILED, reason)


def test_word_that_comes_before_the_worker_has_written_spares_a_second_text(rosa, at, twilio):
    twilio.answers = [taken_and_never_told]
    message = write(rosa, at=at)
    deliver(at=at)
    (sid,) = twilio.texts

    hand_in(twilio.callback(sid, "delivered"))
    for hours in range(48):
        deliver(at=at + timedelta(hours=hours))

    assert (stands(message), len(twilio.texts)) == ((Status.DELIVERED, ""), 1)


def test_word_that_comes_while_a_worker_holds_it_ends_the_lease(rosa, at, twilio):
    message = write(rosa, at=at)
    deliver(at=at)
    (sid,) = twilio.texts
    second = write(rosa, at=at, key="second")
    claim(channels=[Channel.SMS], at=at)
    twilio.texts[sid]["StatusCallback"] = twilio.texts[sid]["StatusCallback"].replace(
        message.public_id, second.public_id
    )

    hand_in(twilio.callback(sid, "delivered"))

    assert (stands(second), return_expired_leases(at=at + LEASE)) == ((Status.DELIVERED, ""), 0)


def test_both_copies_of_a_text_that_was_sent_twice_are_deleted(rosa, at, twilio):
    twilio.answers = [taken_and_never_told]
    write(rosa, at=at)
    deliver(at=at)
    deliver(at=at + timedelta(minutes=1))
    for sid in twilio.texts:
        twilio.settle(sid, "delivered")
        hand_in(twilio.callback(sid, "delivered"))

    forget_at_providers(at=LATER)

    assert sorted(twilio.deleted) == sorted(twilio.texts)
    assert len(twilio.texts) == 2


def test_provider_that_never_calls_back_is_asked_to_delete_all_the_same(sent, at, twilio):
    early = forget_at_providers(at=at + UNHEARD - timedelta(seconds=1))
    refused = forget_at_providers(at=at + UNHEARD)
    twilio.settle(sent.provider_id, "delivered")
    again = forget_at_providers(at=at + UNHEARD + timedelta(hours=1))

    assert (early, refused, again) == (0, 1, 1)
    assert (twilio.refused, twilio.deleted) == ([20009], [sent.provider_id])


def test_provider_that_is_down_is_asked_once_and_again_in_an_hour_for_all(at, twilio):
    for number in range(AT_ONCE + 2):
        remember_copy(provider_id=f"SM{number:032}", at=at, is_settled=True)
    twilio.is_down = True

    counts = [forget_at_providers(at=at + minutes * timedelta(minutes=1)) for minutes in (0, 1, 59)]
    asked = twilio.asked_to_delete
    twilio.is_down = False
    later = [forget_at_providers(at=at + timedelta(hours=1)) for _ in range(3)]

    assert (counts, asked) == ([AT_ONCE, 0, 0], 1)
    assert (later, twilio.asked_to_delete) == ([AT_ONCE, 2, 0], 1 + AT_ONCE + 2)


def test_copy_that_is_refused_by_itself_holds_up_no_other(sent, at, twilio):
    remember_copy(provider_id="SM" + "0" * 32, at=at + UNHEARD, is_settled=True)

    forget_at_providers(at=at + UNHEARD)

    assert (twilio.refused, twilio.asked_to_delete) == ([20009, 20404], 2)


def test_clock_moved_back_keeps_no_copy_at_the_provider(sent, at, twilio):
    twilio.settle(sent.provider_id, "delivered")

    forgotten = forget_at_providers(at=at - timedelta(days=365))

    assert (forgotten, twilio.deleted) == (1, [sent.provider_id])


@pytest.mark.parametrize("change", ["field", "path", "token", "none", "host"])
def test_nothing_unsigned_is_believed(sent, twilio, change):
    path, fields, signature = twilio.callback(sent.provider_id, "delivered")
    url = f"https://go.example.org{path}"
    changed = {
        "field": lambda: (path, fields | {"MessageStatus": "read"}, signature),
        "path": lambda: (path + "&x=1", fields, signature),
        "token": lambda: twilio.signed(url, fields, token="another"),
        "none": lambda: (path, fields, ""),
        "host": lambda: twilio.signed(url.replace("go.example.org", "testserver"), fields),
    }[change]()

    response = hand_in(changed, Host="testserver")

    assert (response.status_code, stands(sent)) == (403, (Status.SENT, ""))


def test_host_header_changes_nothing(sent, twilio):
    response = hand_in(twilio.callback(sent.provider_id, "delivered"), Host="testserver")

    assert (response.status_code, stands(sent)) == (200, (Status.DELIVERED, ""))


def test_callback_for_another_message_or_none_changes_nothing(sent, rosa, at, twilio):
    url = f"https://go.example.org/messages/twilio/?m={sent.public_id}"
    fields = {"MessageSid": "SM" + "0" * 32, "MessageStatus": "delivered"}
    nobody = twilio.signed(url.replace(sent.public_id, "nobody"), fields)

    answers = {hand_in(request).content for request in (twilio.signed(url, fields), nobody)}

    assert (answers, stands(sent)) == ({b"<Response></Response>"}, (Status.SENT, ""))


@pytest.mark.parametrize("sid", ["", "SM1", "SM" + "0" * 32 + "/../x"])
def test_id_that_is_none_of_twilios_is_refused(twilio, sid):
    request = twilio.signed("https://go.example.org/messages/twilio/", {"MessageSid": sid, "MessageStatus": "sent"})

    assert hand_in(request).status_code == 403


def test_door_is_closed_where_nothing_is_sent(sent, twilio, settings):
    request = twilio.callback(sent.provider_id, "delivered")
    settings.MESSAGE_AGREEMENT = {}

    assert hand_in(request).status_code == 404


@pytest.mark.parametrize("body", ["STOP", "alto", "Unsubscribe"])
def test_stop_is_kept_by_a_keyed_index_alone(twilio, body):
    response = hand_in(twilio.text_from(PHONE, body))

    assert (response.content, is_stopped(number="(312) 555-0142")) == (b"<Response></Response>", True)
    assert AuditEntry.objects.filter(what="contact.stopped").count() == 1


def test_replayed_start_never_undoes_a_stop(twilio):
    start = twilio.text_from(PHONE, "START")
    hand_in(start)
    hand_in(twilio.text_from(PHONE, "STOP"))

    hand_in(start)

    assert (is_stopped(number=PHONE), StopWord.objects.count()) == (True, 2)


def test_stop_of_one_number_is_not_of_another(twilio):
    hand_in(twilio.text_from(PHONE, "STOP"))

    assert is_stopped(number="+13125550199") is False


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("HELP", b"These are short notes you agreed to get. Reply STOP to end them."),
        ("Ayuda", b"Son avisos cortos que usted acepta recibir. Responda STOP para terminar."),
    ],
)
def test_help_is_answered_in_the_language_it_was_asked(twilio, body, words):
    response = hand_in(twilio.text_from(PHONE, body))

    told = b"https://go.example.org/messages/twilio/"
    marks = b'<Message action="' + told + b'" statusCallback="' + told + b'">'
    assert response.content == b"<Response>" + marks + words + b"</Message></Response>"


def test_help_that_twilio_answered_itself_is_not_answered_twice(twilio):
    response = hand_in(twilio.text_from(PHONE, "HELP", OptOutType="HELP"))

    assert response.content == b"<Response></Response>"


def test_what_else_people_text_is_neither_kept_nor_left_with_the_provider(twilio, at):
    request = twilio.text_from(PHONE, "I need help with heroin")
    sid = request[1]["MessageSid"]
    twilio.texts[sid] = {"state": "received"}

    response = hand_in(request)
    forget_at_providers(at=LATER)

    assert (response.content, StopWord.objects.count(), twilio.deleted) == (b"<Response></Response>", 0, [sid])


def test_door_sets_no_cookie_and_takes_no_get(twilio):
    response = hand_in(twilio.text_from(PHONE, "STOP"))

    assert (response.cookies, Client().get("/messages/twilio/").status_code) == ({}, 405)


def test_stop_outlives_a_new_key_for_indexes(twilio, settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "keys.toml"
    make_key_file(settings.KEYS_FILE, on=date(2026, 11, 23))
    hand_in(twilio.text_from(PHONE, "STOP"))
    add_key(settings.KEYS_FILE, Purpose.BLIND, on=date(2026, 11, 24))

    moved = list(move_blind_indexes())

    assert (moved, is_stopped(number=PHONE)) == ([(1, 0)], True)


@pytest.mark.django_db(transaction=True)
def test_two_words_at_once_are_one_after_the_other(sent, twilio):
    def tell(word):
        hand_in(twilio.callback(sent.provider_id, word))
        connections.close_all()

    threads = [threading.Thread(target=tell, args=[word]) for word in ("sent", "delivered", "delivered", "sent") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (stands(sent), ProviderCopy.objects.count(), Message.objects.count()) == ((Status.DELIVERED, ""), 1, 1)
