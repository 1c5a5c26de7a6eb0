"""What a way of sending is asked, and what it may answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from handrail.messaging.domain.kinds import MessageKind
from handrail.messaging.domain.sending import Reason


@dataclass(frozen=True, repr=False)
class Letter:
    """One message, opened, for the moment of sending. Without a repr: no traceback or log can show the address."""

    key: str  # the same at each attempt, so that whoever receives it twice can drop one
    kind: MessageKind
    language: str
    address: str
    link: str  # a whole address, or empty
    lives: timedelta  # for how long it is still of use


@dataclass(frozen=True)
class Receipt:
    """It was taken. `provider_id` is set where the provider keeps something of it, and tells more later."""

    provider_id: str = ""


class SendingFailed(Exception):
    """It was not sent, or nobody knows. Holds codes only."""

    def __init__(
        self,
        reason: Reason,
        *,
        is_final: bool = False,
        is_channel_down: bool = False,
        was_maybe_sent: bool = False,
        wait: timedelta | None = None,
        has_stopped: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final
        self.is_channel_down = is_channel_down  # others would fail alike: they are not even tried
        self.was_maybe_sent = was_maybe_sent
        self.wait = wait
        self.has_stopped = has_stopped  # the provider says that this number said STOP


class Sender(Protocol):
    """A way of sending."""

    def send(self, letter: Letter) -> Receipt:
        """Raises `SendingFailed`."""

    def forget(self, provider_id: str) -> None:
        """Has the provider delete what it keeps. Raises `SendingFailed`, also while delivery is under way."""
