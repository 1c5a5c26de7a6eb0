"""What a person says of themselves when they ask a program to expect them, and how many may ask (S20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from handrail.directory.domain.open_places import Level
from handrail.referrals.domain.coming_back import AFTER_CONSENT
from handrail.referrals.domain.moves import can_move
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass, Urgency
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.web.translation import mark


class Reach(StrEnum):
    """How a program may reach the person. Whatever is typed is proven by a reply before any program learns it."""

    RECEIPT = "receipt"  # nobody reaches them: they come back with their number
    TEXT = "text"
    CALL = "call"
    EMAIL = "email"


class When(StrEnum):
    """At what time of the day it is safe."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


LASTS = timedelta(days=30)
"""Of the consent: S20's default. The program has answered long before, or a human has."""
RECEIPT_LASTS = LASTS + AFTER_CONSENT
"""With it they still say yes again after the consent ran out."""

FORGOTTEN_AFTER = timedelta(days=30)
"""From the end of a request. Who has no account cannot ask us to delete it later, so we do not wait to be asked."""

MOST_WAITING = 25
"""People who asked one program this way, and whom it has not answered. More would only wait. Product choice."""

LONGEST_ALIAS, LONGEST_ADDRESS = 60, 200
LEVELS: tuple[Level, ...] = (
    Level.OUTPATIENT_MEDICINE,
    Level.WITHDRAWAL,
    Level.RESIDENTIAL,
    Level.INTENSIVE_OUTPATIENT,
    Level.RECOVERY_HOME,
)
SOON: tuple[Urgency, ...] = (Urgency.TODAY, Urgency.NEXT_DAY)
"""Nobody is told to wait half an hour for a page when they could call: NOW is not offered."""


@dataclass(frozen=True)
class Asked:
    """What was typed, read and found sound. `address` is empty for who comes back with the receipt."""

    alias: str
    level: Level
    medicine: Medicine
    payer: PayerClass
    urgency: Urgency
    reach: Reach = Reach.RECEIPT
    address: str = ""
    when: When = When.ANY
    no_voicemail: bool = False

    @property
    def need(self) -> Need:
        """A bed for tonight is asked for by telephone: an anonymous request holds none (S20)."""
        return Need(Age.ADULT, self.level, self.medicine, self.payer, is_tonight=False)

    @property
    def words(self) -> Mapping[str, object]:
        """As they are sealed. The address is not among them until it is proven to be theirs."""
        return {
            "alias": self.alias,
            "reach": self.reach.value,
            "when": self.when.value,
            "no_voicemail": self.no_voicemail,
        }


class AskingRefused(Exception):
    """The message may be shown to the person who asked."""


NOT_HERE = mark("This program does not answer here now. Please call them.")
TOO_MANY = mark("Many people wait for an answer from this program. Please call them.")
THREE_AT_MOST = mark("You have asked three programs with this number. Please call the next one, or begin anew.")
NOTHING_ENDS = mark("Your yes does not end soon. Nothing has to be said again now.")
SENT_BEFORE = mark("This was sent already. Use the number you were given.")


def check_room(*, waiting: int) -> None:
    if waiting >= MOST_WAITING:
        raise AskingRefused(TOO_MANY)


LEAVES_FIRST = frozenset(
    {Stage.SENT, Stage.ACKNOWLEDGED, Stage.ASKED_BACK, Stage.HELD, Stage.EXPECTED, Stage.TRAVELING}
)
"""Where a program still has it, the person says no to that one before another is asked."""


def can_choose_another(stage: Stage) -> bool:
    return stage in LEAVES_FIRST or can_move(stage, Stage.SENT, side=Side.PERSON)
