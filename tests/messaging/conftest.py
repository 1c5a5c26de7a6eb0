"""An installation that may write to people, and a person who agreed to it."""

import socket
from datetime import date

import pytest
from django.db import transaction

from handrail.messaging.actions import enqueue, give_agreement
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import Actor, ActorKind
from messaging.twilio_stand_in import ACCOUNT, HOST, NUMBER, TOKEN, StandIn

ROSA = Actor(ActorKind.PERSON, "rosa")
ADDRESSES = {Channel.SMS: "+13125550142", Channel.EMAIL: "rosa.castillo@example.org"}


@pytest.fixture
def twilio():
    stand_in = StandIn()
    yield stand_in
    stand_in.close()


@pytest.fixture
def nobody():
    """An address at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


@pytest.fixture(autouse=True)
def open_for_sending(settings, tmp_path, twilio):
    token = tmp_path / "twilio_token"
    token.write_text(f"{TOKEN}\n")
    settings.DEMONSTRATION = False
    settings.ALLOWED_HOSTS = ["testserver", HOST]
    settings.MESSAGE_HOST, settings.MESSAGE_NAME = HOST, ""
    settings.MESSAGE_AGREEMENT = {"sms": date(2026, 11, 1), "email": date(2026, 11, 1)}
    settings.MESSAGE_SENDERS = {
        "sms": "messaging.twilio_stand_in.local_twilio",
        "email": "handrail.messaging.channels.mail.Mail",
    }
    settings.TWILIO_ACCOUNT, settings.TWILIO_FROM, settings.TWILIO_TOKEN_FILE = ACCOUNT, NUMBER, str(token)
    settings.TWILIO_STAND_IN = twilio.url
    settings.SMTP_HOST, settings.EMAIL_FROM = "relay.example.org", "notes@go.example.org"
    return settings


@pytest.fixture
def rosa(at):
    """She agreed to texts and mails, at any hour."""
    subject = open_subject(by=ROSA, at=at)
    for channel in Channel:
        agree(subject, channel, at=at)
    return subject


def agree(subject, channel, *, at, **overrides):
    values = {
        "address": ADDRESSES[channel],
        "language": "en",
        "zone": "America/Chicago",
        "text_version": "1",
        "quiet_from": at.time().replace(hour=0, minute=0),
        "quiet_to": at.time().replace(hour=0, minute=0),
        "by": ROSA,
        "at": at,
    }
    return give_agreement(subject=subject, channel=channel, **(values | overrides))


def write(subject, *, at, key="referral:k3:news", channel=Channel.SMS, **overrides):
    values = {"kind": MessageKind.NEWS, "language": "en", "address": ADDRESSES[channel], "link": "/m/k3/"}
    return enqueue(subject=subject, key=key, channel=channel, at=at, **(values | overrides))


def rolled_back(work):
    """What somebody does in a transaction that fails after its last line."""
    with pytest.raises(RuntimeError):
        fail_after(work)


def fail_after(work):
    with transaction.atomic():
        work()
        raise RuntimeError
