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
    STILL_TRUE = "still_true"
    QUESTION = "question"
    CHOSEN = "chosen"
    TO_READ = "to_read"


class Channel(StrEnum):
    """How a message travels."""

    SMS = "sms"
    EMAIL = "email"


class Night(StrEnum):
    """What becomes of a message that is due in the reader's quiet hours."""

    COMES = "comes"  # the reader asked for it a moment ago, and waits for it
    COMES_IF_URGENT = "comes if urgent"
    WAITS = "waits"


@dataclass(frozen=True)
class KindRules:
    """What is asked again at sending. `lives` is for how long a message is of use. Product choices, with the reason."""

    lives: timedelta
    needs_agreement: bool
    at_night: Night
    why: str

    @property
    def may_be_urgent(self) -> bool:
        return self.at_night is not Night.WAITS


KINDS: dict[MessageKind, KindRules] = {
    MessageKind.NEWS: KindRules(timedelta(days=3), True, Night.WAITS, "something changed; tomorrow is soon enough"),
    MessageKind.REPLY_WANTED: KindRules(
        timedelta(days=1), True, Night.COMES_IF_URGENT, "a place may be lost by silence"
    ),
    MessageKind.REMINDER: KindRules(timedelta(hours=6), True, Night.WAITS, "of use only around its hour"),
    MessageKind.SIGN_IN: KindRules(
        timedelta(minutes=30), False, Night.COMES, "asked for a moment ago, by whoever waits for it"
    ),
    MessageKind.CONFIRM_CONTACT: KindRules(
        timedelta(days=1), False, Night.COMES, "it is how agreement is asked for, by who just typed the address (S20)"
    ),
    MessageKind.INVITATION: KindRules(
        timedelta(days=3), False, Night.WAITS, "to a colleague's address at work: nobody waits for it at night"
    ),
    MessageKind.ON_CALL: KindRules(
        timedelta(hours=2), False, Night.COMES_IF_URGENT, "to staff on a roster, who named the address for it"
    ),
    MessageKind.CHANGE: KindRules(
        timedelta(days=2),
        False,
        Night.WAITS,
        "who was reached until now learns that this is to change, and can stop it; the wait begins when it left",
    ),
    MessageKind.STILL_TRUE: KindRules(
        timedelta(hours=1),
        False,
        Night.COMES,
        "to a program at the address it confirmed for this (S17); written by daylight there, and over in an hour",
    ),
    MessageKind.QUESTION: KindRules(
        timedelta(days=1),
        False,
        Night.COMES_IF_URGENT,
        "to the contact that a program named for it and confirmed; somebody waits for a place",
    ),
    MessageKind.CHOSEN: KindRules(
        timedelta(days=1),
        False,
        Night.COMES_IF_URGENT,
        "to the same contact: it is to tell apart from a question, since somebody may be on the way",
    ),
    MessageKind.TO_READ: KindRules(
        timedelta(days=1), False, Night.COMES, "to who just gave their number for it, and waits for it at any hour"
    ),
}
