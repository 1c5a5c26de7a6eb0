"""What whoever hands somebody over writes down, and the bounds of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from handrail.messaging.domain.mailboxes import is_mailbox
from handrail.messaging.domain.numbers import as_e164
from handrail.privacy.domain.consents import Condition
from handrail.referrals.domain.ladder import MOST_ASKED
from handrail.referrals.domain.needs import Need, Urgency
from handrail.web.translation import mark

LONGEST_ALIAS, LONGEST_ADDRESS, LONGEST_NOTE = 60, 200, 1000
MOST_PLACES = 3

REACHES = ("receipt", "call", "text", "email")
"""How the program may reach the person: the first is "only through us"."""
RECEIPT, CALL, TEXT, EMAIL = REACHES
EXTENSION = re.compile(r"\s*(ext\.?|x|#)\s*\d{1,6}$", re.IGNORECASE)
TIMES = ("any", "morning", "afternoon", "evening")
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Written:
    """Read from a form, and sound. What names somebody is in `words` alone, which are sealed."""

    need: Need
    urgency: Urgency
    language: str
    words: dict[str, object] = field(repr=False)
    is_injecting: bool = False
    is_pregnant: bool = False
    release_on: date | None = None
    first_day_medicine: str = ""
    first_day_naloxone: str = ""
    condition: Condition | None = None


class WritingRefused(Exception):
    """The message may be shown to the person who wrote."""


class SentAlready(WritingRefused):
    """This form was sent before, in other words. With a key of its own it may be another person."""


NO_ALIAS = mark("Write what to call the person. A first name or a made-up name is enough.")
ALIAS_TOO_LONG = mark("This name is too long: 60 characters at most.")
NOTE_TOO_LONG = mark("What the program should know is too long: 1,000 characters at most. Nothing was saved yet.")
NO_SUCH_NUMBER = mark("We know no such number of yours. Look at it again.")
NO_CODE = mark("Choose one of the answers in each list.")
NO_ADDRESS = mark("Write the number or the address, or choose another way.")
BAD_NUMBER = mark("This is not a telephone number. Write it with its area code.")
BAD_CALL_BACK = mark("Your own number is not a telephone number. Write it with its area code.")
BAD_MAILBOX = mark("This is not an e-mail address.")
NO_PLACE = mark("Choose at least one place to ask.")
SAME_ORDER = mark("Two places have the same number. Choose which one to ask first, second and third.")
TOO_MANY = mark("Choose three places at most.")
FIRST_DAY = mark("A release needs an answer on medicine and on naloxone for the first day.")
TOLD_ALL = mark("Three programs know of this need. No other can be added: more could tell who it is.")
FULL = mark("Three places are chosen. Remove one to add another.")
HAS_THEM = mark("This program has the person now. Choose another first.")
SENT_ALREADY = mark("This form was sent already, in other words. Is this another person? Then save it once more.")
ENDED = mark("This has ended. Nothing can be changed any more.")


def check_call_back(number: str) -> None:
    """Raises `WritingRefused`."""
    if as_e164(EXTENSION.sub("", number)) is None:
        raise WritingRefused(BAD_CALL_BACK)


def check_address(reach: str, address: str) -> None:
    """Raises `WritingRefused` where a program could never reach the person: it is told at once, not at the program."""
    if reach == RECEIPT:
        return
    if not address:
        raise WritingRefused(NO_ADDRESS)
    if reach == EMAIL and not is_mailbox(address):
        raise WritingRefused(BAD_MAILBOX)
    number = EXTENSION.sub("", address) if reach == CALL else address
    if reach in (CALL, TEXT) and as_e164(number) is None:
        raise WritingRefused(BAD_NUMBER)


@dataclass(frozen=True)
class Pick:
    """A place by its id, and as which it is asked: 1 is first. None: it was chosen without a word on when."""

    place: str
    order: int | None = None

    @classmethod
    def read(cls, text: str) -> "Pick":
        place, _, order = text.strip().partition(" ")
        return cls(place, int(order) if order in ORDERS else None)


ORDERS = tuple(str(number) for number in range(1, MOST_PLACES + 1))


def in_order(picks: Iterable[Pick]) -> list[Pick]:
    """Those with a number by it; the others after them, as they came."""
    return sorted(picks, key=lambda pick: pick.order or MOST_PLACES + 1)


def check_order(picks: Iterable[Pick]) -> None:
    """Raises `WritingRefused` where two places stand first: nobody but the sender knows which was meant."""
    orders = [pick.order for pick in picks if pick.order]
    if len(set(orders)) < len(orders):
        raise WritingRefused(SAME_ORDER)


def check_places(count: int, *, is_one_way: bool) -> None:
    """Police and custody may leave the choice to the coordinator, who calls."""
    if count > MOST_PLACES:
        raise WritingRefused(TOO_MANY)
    if count == 0 and not is_one_way:
        raise WritingRefused(NO_PLACE)


def why_no_more_places(*, told: int, on_the_way: int) -> str:
    """Why no other place can be put on the way now; nothing where one can. A page offers what it would not refuse."""
    if told >= MOST_ASKED:
        return TOLD_ALL
    return FULL if on_the_way >= MOST_PLACES else ""
