"""A provider that takes messages, or is down, or sends them all back."""

from datetime import datetime

from django.test import override_settings

from handrail.messaging.channels.interface import Letter, Receipt, SendingFailed
from handrail.messaging.delivering.passes import deliver
from handrail.messaging.domain.sending import Reason

NAME = f"{__name__}.Provider"


class Provider:
    """What it takes it keeps: the keys, in the order in which they came."""

    stands, taken = "up", []

    def send(self, letter: Letter) -> Receipt:
        if self.stands == "down":
            raise SendingFailed(Reason.PROVIDER_DOWN, is_channel_down=True)
        if self.stands == "bounces":
            raise SendingFailed(Reason.BAD_ADDRESS, is_final=True)
        self.taken.append(letter.key)
        return Receipt()

    def forget(self, provider_id: str) -> None:
        """Nobody keeps anything."""


def deliver_all(*, provider: str, at: datetime) -> list[str]:
    """All that is due now. What was taken, by its keys."""
    Provider.stands, Provider.taken = provider, []
    with override_settings(MESSAGE_SENDERS={"sms": NAME, "email": NAME}, MESSAGE_HOST="go.example.org"):
        while deliver(at=at):
            pass
    return Provider.taken
