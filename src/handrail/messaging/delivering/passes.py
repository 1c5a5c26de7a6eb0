"""One round of sending. What is due is claimed, asked about, sent outside of any transaction, and written down."""

import logging
import time
from datetime import datetime

from django.conf import settings

from handrail.messaging.channels.choice import open_channels, sender_for
from handrail.messaging.channels.interface import Letter, SendingFailed
from handrail.messaging.delivering.actions.leasing import claim, release
from handrail.messaging.delivering.actions.recording import put_back, record_failure, record_sent
from handrail.messaging.delivering.asking import ask
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message
from handrail.privacy.master_keys import KeysRefused

logger = logging.getLogger("handrail.messages")


def deliver(*, at: datetime) -> int:
    """Sends one batch, and returns how many messages were claimed for it."""
    messages = claim(channels=open_channels(), at=at)
    end, down = time.monotonic() + settings.MESSAGE_LEASE_SECONDS / 2, {}
    for number, message in enumerate(messages):
        if time.monotonic() > end:  # long before the lease is over: nothing is ever sent by who lost it
            release(messages=messages[number:])
            break
        try:
            deliver_one(message, down=down, at=at)
        except KeysRefused:  # no message is at fault, and none may die of it
            release(messages=messages[number:])
            raise
    return len(messages)


def deliver_one(message: Message, *, down: dict[Channel, SendingFailed], at: datetime) -> None:
    """`down` holds the channels that failed as a whole in this batch."""
    channel, token = Channel(message.channel), message.lease_token
    if channel in down:
        put_back(message=message, token=token, failure=down[channel], at=at)
        return
    try:
        if letter := ask(message=message, token=token, at=at):
            send(message, letter, down=down, at=at)
    except KeysRefused:
        raise
    except Exception:  # a fault of ours must not hold up the others: this one is claimed again when its lease is over
        logger.exception("fault while sending", extra={"ids": {"message": message.public_id}})


def send(message: Message, letter: Letter, *, down: dict[Channel, SendingFailed], at: datetime) -> None:
    channel, token = Channel(message.channel), message.lease_token
    try:
        receipt = sender_for(channel).send(letter)
    except SendingFailed as failure:
        record_failure(message=message, token=token, letter=letter, failure=failure, at=at)
        logger.info("not sent", extra={"ids": {"message": message.public_id, "reason": failure.reason.value}})
        if failure.is_channel_down:
            down[channel] = failure
    else:
        record_sent(message=message, token=token, receipt=receipt, at=at)
        logger.info("sent", extra={"ids": {"message": message.public_id, "attempt": message.attempts}})
