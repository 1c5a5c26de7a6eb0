"""Sending: claimed once, asked about again, sent outside of a transaction, and written down under the lease's token."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from time import sleep as pause

import pytest
from django.db import connection, connections

from factories import make_consent
from handrail.messaging.actions import hear_stop_word, withdraw_agreement
from handrail.messaging.channels.interface import Receipt
from handrail.messaging.delivering.actions.leasing import claim, return_expired_leases
from handrail.messaging.delivering.actions.old_messages import KEPT, forget_old
from handrail.messaging.delivering.actions.recording import record_sent
from handrail.messaging.delivering.asking import ask
from handrail.messaging.delivering.passes import deliver
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.domain.leases import LEASE, MOST_AT_ONCE, MOST_ATTEMPTS
from handrail.messaging.domain.status import Status
from handrail.messaging.models import BudgetCount, Message
from handrail.privacy.actions import open_subject
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.master_keys import KeysRefused
from messaging.conftest import ADDRESSES, ROSA, agree, rolled_back, write
from messaging.twilio_stand_in import taken_and_never_told, too_many

pytestmark = pytest.mark.django_db


def stands(message):
    message.refresh_from_db()
    return message.status, message.reason


def deliver_all(at):
    while deliver(at=at):
        pass


def test_text_goes_out_once_with_neutral_words_and_our_key(rosa, at, twilio):
    message = write(rosa, at=at)

    deliver_all(at)
    deliver_all(at)

    (text,) = twilio.texts.values()
    assert text == {
        "To": "+13125550142",
        "From": "+13125550100",
        "Body": "You have a new message. https://go.example.org/m/k3/ Reply STOP to end.",
        "ValidityPeriod": "14400",
        "StatusCallback": f"https://go.example.org/messages/twilio/?m={message.public_id}",
        "ShortenUrls": "false",
        "state": "queued",
    }
    message.refresh_from_db()
    assert (message.status, message.letter, message.provider_id) == (Status.SENT, None, next(iter(twilio.texts)))


def test_urgent_goes_first_then_what_waited_longest(rosa, at, twilio):
    write(rosa, at=at, key="second", not_before=at - timedelta(minutes=1), link="/2/")
    write(rosa, at=at, key="third", link="/3/")
    write(rosa, at=at, key="first", kind=MessageKind.REPLY_WANTED, is_urgent=True, link="/1/")

    deliver_all(at)

    assert [text["Body"].split("/")[-2] for text in twilio.texts.values()] == ["1", "2", "3"]


def test_message_waits_for_its_hour(rosa, at, twilio):
    write(rosa, at=at, not_before=at + timedelta(hours=1))

    deliver_all(at + timedelta(minutes=59))
    early = len(twilio.texts)
    deliver_all(at + timedelta(hours=1))

    assert (early, len(twilio.texts)) == (0, 1)


@pytest.mark.parametrize("missing", ["MESSAGE_AGREEMENT", "MESSAGE_HOST", "TWILIO_ACCOUNT", "TWILIO_FROM"])
def test_nothing_goes_to_people_before_everything_is_set(rosa, at, twilio, settings, missing):
    message = write(rosa, at=at)
    setattr(settings, missing, {} if missing == "MESSAGE_AGREEMENT" else "")

    claimed = deliver(at=at)

    assert (claimed, twilio.asked, stands(message)) == (0, 0, (Status.WAITING, ""))


def test_agreement_with_the_carrier_of_mail_opens_no_texts(rosa, at, twilio, settings, mailoutbox):
    settings.MESSAGE_AGREEMENT = {"email": at.date()}
    write(rosa, at=at)
    write(rosa, at=at, channel=Channel.EMAIL, key="mail")

    deliver_all(at)

    assert (twilio.asked, len(mailoutbox)) == (0, 1)


def test_demonstration_only_prints_and_never_the_address(rosa, at, twilio, settings, capsys):
    settings.DEMONSTRATION = True
    settings.MESSAGE_SENDERS = dict.fromkeys(("sms", "email"), "handrail.messaging.channels.console.Console")
    message = write(rosa, at=at)

    deliver_all(at)

    out = capsys.readouterr().out
    assert out == f"[message {message.public_id}] You have a new message. http://go.example.org/m/k3/\n"
    assert twilio.asked == 0


def test_agreement_withdrawn_while_queued_drops_the_message(rosa, at, twilio):
    message = write(rosa, at=at)
    withdraw_agreement(subject=rosa, channel=Channel.SMS, by=ROSA, at=at)

    deliver_all(at)

    assert (stands(message), twilio.asked) == ((Status.DROPPED, "no_agreement"), 0)
    assert message.letter is None


def test_agreement_withdrawn_after_the_claim_still_drops_it(rosa, at):
    write(rosa, at=at)
    (held,) = claim(channels=[Channel.SMS], at=at)
    withdraw_agreement(subject=rosa, channel=Channel.SMS, by=ROSA, at=at)

    letter = ask(message=held, token=held.lease_token, at=at)

    assert (letter, stands(held)) == (None, (Status.DROPPED, "no_agreement"))


def test_new_number_is_not_the_one_the_message_was_for(rosa, at, twilio):
    message = write(rosa, at=at)
    agree(rosa, Channel.SMS, at=at, address="312 555 0199")

    deliver_all(at)

    assert (stands(message), twilio.asked) == ((Status.DROPPED, "other_address"), 0)


def test_consent_withdrawn_while_queued_drops_what_was_written_under_it(rosa, at, twilio):
    consent = make_consent(subject=rosa, at=at, by=ROSA)
    message = write(rosa, at=at, consent=consent)
    withdraw_consent(consent=consent, by=ROSA, at=at)

    deliver_all(at)

    assert (stands(message), twilio.asked) == ((Status.DROPPED, "consent_ended"), 0)


def test_person_erased_while_queued_gets_nothing(rosa, at, twilio):
    message = write(rosa, at=at)
    erase_own(subject=rosa, by=ROSA, at=at)

    deliver_all(at)

    assert (stands(message), twilio.asked) == ((Status.DROPPED, "erased"), 0)


def test_damaged_message_is_a_dead_letter(rosa, at, twilio):
    message, other = write(rosa, at=at), write(rosa, at=at, key="other")
    Message.objects.filter(pk=message.pk).update(letter=other.letter)  # sealed for another row

    deliver_all(at)

    assert (stands(message), len(twilio.texts)) == ((Status.DEAD, "unreadable"), 1)


def test_stop_holds_for_everybody_who_writes_to_the_number(rosa, at, twilio):
    another = open_subject(by=ROSA, at=at)
    agree(another, Channel.SMS, at=at)
    messages = [write(rosa, at=at), write(another, at=at, key="another")]
    hear_stop_word(number=ADDRESSES[Channel.SMS], is_stop=True, at=at)

    deliver_all(at)

    assert [stands(message) for message in messages] == [(Status.DROPPED, "stopped")] * 2
    assert twilio.asked == 0


def test_stop_outlives_the_erasure_of_the_person(rosa, at, twilio):
    hear_stop_word(number=ADDRESSES[Channel.SMS], is_stop=True, at=at)
    erase_own(subject=rosa, by=ROSA, at=at)
    again = open_subject(by=ROSA, at=at)
    agree(again, Channel.SMS, at=at)
    message = write(again, at=at)

    deliver_all(at)

    assert stands(message) == (Status.DROPPED, "stopped")


def test_start_lets_texts_through_again(rosa, at, twilio):
    for is_stop in (True, False):
        hear_stop_word(number=ADDRESSES[Channel.SMS], is_stop=is_stop, at=at)
    message = write(rosa, at=at)

    deliver_all(at)

    assert stands(message) == (Status.SENT, "")


def test_text_waits_for_morning_and_that_is_no_attempt(rosa, at, twilio):
    night = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    morning = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    agree(rosa, Channel.SMS, at=at, quiet_from=time(21), quiet_to=time(8))
    message = write(rosa, at=night)

    deliver_all(night)
    deliver_all(morning - timedelta(seconds=1))
    waiting = (*stands(message), message.retry_at, message.attempts)
    deliver_all(morning)

    assert waiting == (Status.WAITING, "quiet_hours", morning, 0)
    assert stands(message) == (Status.SENT, "")


def test_one_number_gets_so_many_a_day_and_the_rest_the_next(rosa, at, twilio, settings):
    settings.MESSAGES_PER_NUMBER = 2
    messages = [write(rosa, at=at, key=f"number-{number}") for number in range(3)]

    deliver_all(at)
    today = len(twilio.texts)
    deliver_all(at.replace(hour=23))
    deliver_all(at.replace(hour=1) + timedelta(days=1))

    assert (today, len(twilio.texts)) == (2, 3)
    assert {stands(message) for message in messages} == {(Status.SENT, "")}


def test_installation_sends_so_many_a_day(rosa, at, twilio, settings):
    settings.MESSAGES_PER_DAY = 1
    another = open_subject(by=ROSA, at=at)
    agree(another, Channel.SMS, at=at, address="312 555 0199")
    write(rosa, at=at)
    second = write(another, at=at, key="another", address="312 555 0199")

    deliver_all(at)

    assert (stands(second), len(twilio.texts)) == ((Status.WAITING, "installation_budget"), 1)
    assert sorted(BudgetCount.objects.values_list("used", flat=True)) == [0, 1, 1]


def test_number_abroad_is_a_dead_letter_and_nobody_is_asked(rosa, at, twilio):
    message = write(rosa, at=at, kind=MessageKind.SIGN_IN, address="+1 876 555 0142")

    deliver_all(at)

    assert (stands(message), twilio.asked) == ((Status.DEAD, "country"), 0)


def test_message_that_comes_too_late_expires(rosa, at, twilio):
    message = write(rosa, at=at, expires_at=at + timedelta(minutes=5))

    deliver_all(at + timedelta(minutes=5))

    assert (stands(message), twilio.asked) == ((Status.EXPIRED, "expired"), 0)


def test_busy_provider_is_left_alone_for_as_long_as_it_says(rosa, at, twilio):
    twilio.answers = [too_many(600)]
    messages = [write(rosa, at=at, key=f"number-{number}") for number in range(3)]

    deliver_all(at)
    first = [(*stands(message), message.attempts) for message in messages]
    earliest = min(message.retry_at for message in messages)
    deliver_all(at + timedelta(seconds=599))
    deliver_all(at + timedelta(minutes=15))

    assert first == [(Status.WAITING, "provider_busy", 1), *[(Status.WAITING, "provider_busy", 0)] * 2]
    assert at + timedelta(seconds=600) <= earliest
    assert (twilio.asked, len(twilio.texts)) == (4, 3)


def test_fault_of_ours_holds_up_no_other_message(rosa, at, twilio, monkeypatch):
    first, second = write(rosa, at=at), write(rosa, at=at, key="second")
    send = "handrail.messaging.channels.twilio.Twilio.form"
    from handrail.messaging.channels.twilio import Twilio

    whole = Twilio.form
    monkeypatch.setattr(send, lambda self, letter: 1 / 0 if letter.key == first.public_id else whole(self, letter))

    deliver(at=at)

    assert [stands(message)[0] for message in (first, second)] == [Status.LEASED, Status.SENT]


def test_lost_key_file_kills_no_message(rosa, at, twilio, settings, tmp_path):
    messages = [write(rosa, at=at, key=f"number-{number}") for number in range(3)]
    keys, settings.KEYS_FILE = settings.KEYS_FILE, tmp_path / "none.toml"
    for _ in range(MOST_ATTEMPTS + 1):
        with pytest.raises(KeysRefused):
            deliver(at=at)
    settings.KEYS_FILE = keys

    deliver_all(at)

    assert {(*stands(message), message.attempts) for message in messages} == {(Status.SENT, "", 1)}


@pytest.mark.parametrize("code", [21211, 21614])
def test_number_that_cannot_be_texted_is_a_dead_letter(rosa, at, twilio, code):
    twilio.answers = [(400, code)]
    message = write(rosa, at=at)

    deliver_all(at)

    assert (stands(message), message.letter) == ((Status.DEAD, "bad_address"), None)


def test_number_that_said_stop_to_the_provider_is_on_our_list(rosa, at, twilio):
    twilio.answers = [(400, 21610)]
    first, second = write(rosa, at=at), write(rosa, at=at, key="second")

    deliver_all(at)

    assert [stands(message) for message in (first, second)] == [(Status.DROPPED, "stopped")] * 2
    assert twilio.asked == 1


def test_trouble_with_our_account_kills_no_message(rosa, at, twilio):
    twilio.answers = [(401, 20003)] * 3
    message = write(rosa, at=at)

    for hour in range(3):
        deliver_all(at + timedelta(hours=hour))
    troubled = stands(message)
    deliver_all(at + timedelta(hours=4))

    assert troubled == (Status.WAITING, "provider_refused_us")
    assert stands(message) == (Status.SENT, "")


def test_provider_down_for_a_day_loses_nothing_and_doubles_nothing(rosa, at, twilio, settings, nobody):
    url = settings.TWILIO_STAND_IN
    settings.TWILIO_STAND_IN = nobody
    messages = [write(rosa, at=at, key=f"number-{number}") for number in range(5)]
    for minute in range(0, 24 * 60, 10):
        deliver_all(at + timedelta(minutes=minute))
    down = {stands(message) for message in messages}
    used = set(BudgetCount.objects.values_list("used", flat=True))

    settings.TWILIO_STAND_IN = url
    for minute in range(0, 120, 10):
        deliver_all(at + timedelta(days=1, minutes=minute))

    assert (down, used) == ({(Status.WAITING, "provider_down")}, {0})
    assert {stands(message) for message in messages} == {(Status.SENT, "")}
    assert len(twilio.texts) == 5


def test_provider_that_never_comes_back_ends_in_a_dead_letter(rosa, at, settings, nobody):
    settings.TWILIO_STAND_IN = nobody
    message = write(rosa, at=at, expires_at=at + timedelta(days=9))
    Message.objects.update(attempts=MOST_ATTEMPTS)

    deliver_all(at)

    assert stands(message) == (Status.DEAD, "tried_too_often")


def test_answer_lost_on_the_way_is_tried_again_under_the_same_key(rosa, at, twilio):
    twilio.answers = [taken_and_never_told]
    message = write(rosa, at=at)

    deliver_all(at)
    deliver_all(at + timedelta(minutes=1))

    assert [twilio.key_of(sid) for sid in twilio.texts] == [message.public_id] * 2
    assert set(BudgetCount.objects.values_list("used", flat=True)) == {2}  # it may have been sent, so it counts


def test_lease_of_a_killed_worker_ends_and_the_message_goes(rosa, at, twilio):
    message = write(rosa, at=at)
    claim(channels=[Channel.SMS], at=at)

    held = [return_expired_leases(at=at + LEASE - timedelta(seconds=1)), deliver(at=at)]
    returned = return_expired_leases(at=at + LEASE)
    deliver_all(at + LEASE)

    assert (held, returned, stands(message)) == ([0, 0], 1, (Status.SENT, ""))


def test_clock_moved_back_a_year_leaves_no_immortal_lease_or_pause(rosa, at, twilio, settings, nobody):
    url, settings.TWILIO_STAND_IN = settings.TWILIO_STAND_IN, nobody
    past = at - timedelta(days=365)
    paused = write(rosa, at=at, key="paused")
    deliver(at=at)
    settings.TWILIO_STAND_IN = url
    leased = write(rosa, at=at, key="leased")
    claim(channels=[Channel.SMS], at=at)
    untouched, later = write(rosa, at=at, key="untouched"), write(rosa, at=at, key="later", not_before=at + LEASE)

    returned = return_expired_leases(at=past)
    deliver_all(past)

    assert (returned, {stands(message) for message in (leased, paused, untouched)}) == (1, {(Status.SENT, "")})
    assert stands(later) == (Status.WAITING, "")  # it was to wait, and nobody knows for how long still


def test_what_there_was_no_time_for_is_given_back_untried(rosa, at, twilio, settings):
    settings.MESSAGE_LEASE_SECONDS = 1
    twilio.before_answer = lambda: pause(0.6)
    messages = [write(rosa, at=at, key=f"number-{number}") for number in range(3)]

    claimed = deliver(at=at)

    assert (claimed, len(twilio.texts)) == (3, 1)
    assert [stands(message)[0] for message in messages] == [Status.SENT, Status.WAITING, Status.WAITING]
    assert [message.attempts for message in messages] == [1, 0, 0]


def test_who_lost_the_lease_writes_nothing(rosa, at):
    message = write(rosa, at=at)
    (mine,) = claim(channels=[Channel.SMS], at=at)
    return_expired_leases(at=at + LEASE)
    (theirs,) = claim(channels=[Channel.SMS], at=at + LEASE)

    letter = ask(message=mine, token=mine.lease_token, at=at + LEASE)
    recorded = record_sent(message=mine, token=mine.lease_token, receipt=Receipt(), at=at + LEASE)

    message.refresh_from_db()
    assert (letter, recorded, message.lease_token) == (None, False, theirs.lease_token)


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_never_hold_the_same_message(rosa, at):
    for number in range(3 * MOST_AT_ONCE):
        write(rosa, at=at, key=f"number-{number}")

    def claim_some(_):
        try:
            return [message.pk for message in claim(channels=[Channel.SMS], at=at)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        held = [pk for pks in pool.map(claim_some, range(6)) for pk in pks]

    assert len(held) == len(set(held)) == 3 * MOST_AT_ONCE


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_while_a_transaction_is_open(rosa, at, twilio, monkeypatch):
    open_ones = []
    monkeypatch.setattr(
        "handrail.messaging.channels.twilio.call",
        lambda *args, **options: open_ones.append(connection.in_atomic_block) or 1 / 0,
    )
    write(rosa, at=at)

    deliver(at=at)

    assert open_ones == [False]


def test_idle_round_takes_no_lock(rosa, at, django_assert_num_queries):
    with django_assert_num_queries(2):
        deliver(at=at)
        return_expired_leases(at=at)


def test_log_tells_ids_and_codes_and_never_an_address(rosa, at, twilio, caplog, settings):
    caplog.set_level(logging.DEBUG)
    twilio.answers = [(400, 21211)]
    write(rosa, at=at)
    write(rosa, at=at, key="second")

    deliver_all(at)

    ids = [record.ids for record in caplog.records if record.name == "handrail.messages"]
    assert [sorted(one) for one in ids] == [["message", "reason"], ["attempt", "message"]]
    assert "3125550142" not in caplog.text


def test_old_messages_and_counts_are_forgotten(rosa, at, twilio):
    message, waiting = write(rosa, at=at), write(rosa, at=at, key="later", not_before=at + timedelta(days=200))
    deliver_all(at)

    early = forget_old(at=at + KEPT)
    forgotten = forget_old(at=at + KEPT + timedelta(seconds=1))

    assert (early, forgotten, list(Message.objects.all())) == (0, 1, [waiting])
    assert (BudgetCount.objects.count(), Message.objects.filter(pk=message.pk).exists()) == (0, False)


def test_rolled_back_transaction_is_never_sent(rosa, at, twilio):
    rolled_back(lambda: write(rosa, at=at))

    deliver_all(at)

    assert twilio.asked == 0
