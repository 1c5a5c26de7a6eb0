"""What whoever hands somebody over writes down, and the bounds of it."""

from dataclasses import dataclass, field
from datetime import date

from handrail.privacy.domain.consents import Condition
from handrail.referrals.domain.needs import Need, Urgency
from handrail.web.translation import mark

LONGEST_ALIAS, LONGEST_ADDRESS, LONGEST_NOTE = 60, 200, 1000
MOST_PLACES = 3

REACHES = ("receipt", "call", "text", "email")
"""How the program may reach the person: the first is "only through us"."""
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
NO_CODE = mark("Choose one of the answers in each list.")
NO_ADDRESS = mark("Write the number or the address, or choose another way.")
NO_PLACE = mark("Choose at least one place to ask.")
TOO_MANY = mark("Choose three places at most.")
FIRST_DAY = mark("A release needs an answer on medicine and on naloxone for the first day.")
HAS_THEM = mark("This program has the person now. Choose another first.")
SENT_ALREADY = mark("This form was sent already, in other words. Is this another person? Then save it once more.")
ENDED = mark("This has ended. Nothing can be changed any more.")


def check_places(count: int, *, is_one_way: bool) -> None:
    """Police and custody may leave the choice to the coordinator, who calls."""
    if count > MOST_PLACES:
        raise WritingRefused(TOO_MANY)
    if count == 0 and not is_one_way:
        raise WritingRefused(NO_PLACE)
