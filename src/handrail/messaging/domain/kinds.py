"""The kinds of message. Each is a neutral sentence: nothing about health, medicine or places of care (P8)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class MessageKind(StrEnum):
    """What a message says, by a code. Its words stand in `message_words.toml`."""

    NEWS = "news"
    REPLY_WANTED = "reply_wanted"
    REMINDER = "reminder"
    SIGN_IN = "sign_in"
    CONFIRM_CONTACT = "confirm_contact"
    INVITATION = "invitation"
    ON_CALL = "on_call"
    CHANGE = "change"


class Channel(StrEnum):
    """How a message travels."""

    SMS = "sms"
    EMAIL = "email"


@dataclass(frozen=True)
class KindRules:
    """What is asked again at sending. `lives` is for how long a message is of use. Product choices, with the reason."""

    lives: timedelta
    needs_agreement: bool
    may_be_urgent: bool  # only an urgent message may come during quiet hours
    why: str


KINDS: dict[MessageKind, KindRules] = {
    MessageKind.NEWS: KindRules(timedelta(days=3), True, False, "something changed; tomorrow is soon enough"),
    MessageKind.REPLY_WANTED: KindRules(timedelta(days=1), True, True, "a place may be lost by silence"),
    MessageKind.REMINDER: KindRules(timedelta(hours=6), True, False, "of use only around its hour"),
    MessageKind.SIGN_IN: KindRules(
        timedelta(minutes=30), False, True, "asked for a moment ago, by whoever waits for it"
    ),
    MessageKind.CONFIRM_CONTACT: KindRules(timedelta(days=1), False, False, "it is how agreement is asked for (S20)"),
    MessageKind.INVITATION: KindRules(timedelta(days=3), False, False, "to a colleague's address at work"),
    MessageKind.ON_CALL: KindRules(
        timedelta(hours=2), False, True, "to staff on a roster, who named the address for it"
    ),
    MessageKind.CHANGE: KindRules(
        timedelta(days=2), False, False, "who was reached until now learns that this is to change, and can stop it"
    ),
}
