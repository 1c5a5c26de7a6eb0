"""Handing over is promised only where somebody would step in: a roster with members, a deputy and hours (P10)."""

from datetime import datetime

from handrail.messaging.domain.rosters import REFERRALS
from handrail.messaging.models import Roster
from handrail.messaging.rosters.queries import RosterRefused, is_staffed, roster_for


class SwitchedOff(Exception):
    """The message may be shown to the person who asked."""


def check_switched_on() -> Roster:
    """Who will be called in the end. Raises `SwitchedOff` where nobody would be."""
    try:
        return roster_for(REFERRALS)
    except RosterRefused as refusal:
        raise SwitchedOff(str(refusal)) from refusal


def is_switched_on() -> bool:
    try:
        check_switched_on()
    except SwitchedOff:
        return False
    return True


def is_somebody_there(*, at: datetime) -> bool:
    """Whether the coordinators can be called at this moment: pages say so before they promise it."""
    return is_switched_on() and is_staffed(roster=check_switched_on(), at=at)
