"""Writing messages: in the caller's transaction, once, sealed, and with nothing but neutral words and a path."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction

from handrail.messaging.actions import MessageRefused, erase, withdraw_agreement
from handrail.messaging.domain.kinds import KINDS, Channel, MessageKind
from handrail.messaging.domain.status import Status
from handrail.messaging.models import ContactAgreement, Message
from handrail.messaging.queries import export_for
from handrail.privacy.data_keys import KeyDestroyed
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.models import AuditEntry
from handrail.privacy.sealed_values import opened
from messaging.conftest import ADDRESSES, ROSA, agree, rolled_back, write

pytestmark = pytest.mark.django_db


def test_message_is_sealed_and_lives_as_long_as_its_kind(rosa, at):
    message = write(rosa, at=at)

    assert opened(message, "letter") == {"letter": {"address": "+13125550142", "link": "/m/k3/"}}
    assert (message.status, message.expires_at) == (Status.WAITING, at + KINDS[MessageKind.NEWS].lives)


def test_number_is_kept_as_networks_write_it_also_where_a_plain_word_names_the_channel(rosa, at):
    message = write(rosa, at=at, channel="sms", kind="news", address="(312) 555-0199")

    assert opened(message, "letter")["letter"]["address"] == "+13125550199"


def test_written_twice_is_one_message(rosa, at):
    first = write(rosa, at=at)

    second = write(rosa, at=at + timedelta(minutes=1), address="312 555 0199")

    assert second.pk == first.pk
    assert Message.objects.count() == 1


def test_message_is_gone_with_the_transaction_that_wrote_it(rosa, at):
    rolled_back(lambda: write(rosa, at=at))

    assert Message.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_one_message(rosa, at):
    def write_one(number):
        try:
            return write(rosa, at=at).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        written = set(pool.map(write_one, range(8)))

    assert len(written) == Message.objects.count() == 1


@pytest.mark.asvs("V1.3.11")
@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "for rosa@example.org"},
        {"link": "https://elsewhere.example/"},
        {"link": "//elsewhere.example/"},
        {"link": "/m/?name=rosa"},
        {"is_urgent": True},
        {"address": "call me"},
        {"channel": Channel.EMAIL, "address": "no mailbox"},
        {"channel": Channel.EMAIL, "address": "a@example.org\nBcc: b@example.org"},
        {"channel": Channel.EMAIL, "address": "a@example.org,b@example.org"},
    ],
)
def test_what_would_tell_or_lead_astray_is_refused(rosa, at, wrong):
    with pytest.raises(MessageRefused):
        write(rosa, at=at, **wrong)

    assert Message.objects.count() == 0


def test_database_and_its_export_hold_no_address(rosa, at):
    write(rosa, at=at)
    write(rosa, at=at, channel=Channel.EMAIL, key="by-mail")
    out = StringIO()

    call_command("dumpdata", "messaging", stdout=out)

    assert [known for known in ("3125550142", "rosa", "castillo", "/m/k3") if known in out.getvalue()] == []


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "lost"},
        {"letter": None},
        {"status": Status.SENT},  # with its address still there
        {"status": Status.LEASED},
        {"lease_token": "somebody"},
        {"kind": "gossip"},
        {"channel": "pigeon"},
        {"language": "tlh"},
    ],
)
def test_database_refuses_a_message_that_cannot_be(rosa, at, broken):
    message = write(rosa, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**broken)


def test_database_refuses_a_message_that_ends_before_it_begins(rosa, at):
    message = write(rosa, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(expires_at=at)


def test_agreeing_again_takes_the_place_of_the_first(rosa, at):
    later = at + timedelta(days=1)

    agree(rosa, Channel.SMS, at=later, address="312 555 0199")

    rows = ContactAgreement.objects.filter(subject=rosa, channel=Channel.SMS).order_by("pk")
    assert list(rows.values_list("given_at", "withdrawn_at")) == [(at, later), (later, None)]


def test_agreeing_again_after_the_clock_was_moved_back(rosa, at):
    agree(rosa, Channel.SMS, at=at - timedelta(days=365))

    rows = ContactAgreement.objects.filter(subject=rosa, channel=Channel.SMS).order_by("pk")
    assert list(rows.values_list("withdrawn_at", flat=True)) == [at, None]


def test_database_keeps_one_standing_agreement(rosa, at):
    standing = ContactAgreement.objects.get(subject=rosa, channel=Channel.SMS)
    standing.pk, standing.public_id = None, "another"

    with pytest.raises(IntegrityError), transaction.atomic():
        standing.save(force_insert=True)


def test_agreement_in_a_zone_that_is_not_is_refused(rosa, at):
    with pytest.raises(MessageRefused):
        agree(rosa, Channel.SMS, at=at, zone="America/Springfield")


def test_withdrawing_is_recorded_once(rosa, at):
    for _ in range(2):
        withdraw_agreement(subject=rosa, channel=Channel.SMS, by=ROSA, at=at)

    assert AuditEntry.objects.filter(what="contact.withdrawn").count() == 1
    assert ContactAgreement.objects.filter(withdrawn_at=None).count() == 1  # the other channel's


def test_erasure_drops_what_waits_and_nothing_new_is_written(rosa, at):
    message = write(rosa, at=at)

    erase(subject=rosa, at=at)
    erase_own(subject=rosa, by=ROSA, at=at)

    message.refresh_from_db()
    assert (message.status, message.reason, message.letter) == (Status.DROPPED, "erased", None)
    assert ContactAgreement.objects.count() == 0
    with pytest.raises(KeyDestroyed):
        write(rosa, at=at, key="another")


def test_export_tells_the_person_all_that_is_kept(rosa, at):
    write(rosa, at=at)

    export = export_for(subject=rosa)

    assert [one["address"] for one in export["contact_agreements"]] == list(ADDRESSES.values())
    assert [(one["kind"], one["status"]) for one in export["messages"]] == [("news", "waiting")]
