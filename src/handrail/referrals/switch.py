"""Whether people may be handed over at all: only where a roster keeps the promise that silence reaches a human (P10)."""

from handrail.messaging.models import Roster
from handrail.messaging.rosters.queries import RosterRefused, roster_for
from handrail.web.translation import mark

ROSTER = "referrals"
OFF = mark("Handing over is switched off here: nobody is on the roster that answers for it.")


class SwitchedOff(Exception):
    """The message may be shown to the person who asked."""

    def __init__(self) -> None:
        super().__init__(OFF)


def is_switched_on() -> bool:
    return kept_roster() is not None


def check_switched_on() -> Roster:
    """The roster that answers for it. Raises `SwitchedOff` where it lacks a member or a deputy."""
    roster = kept_roster()
    if roster is None:
        raise SwitchedOff
    return roster


def kept_roster() -> Roster | None:
    try:
        return roster_for(ROSTER)
    except RosterRefused:
        return None
