"""What a program does that is told at once to whoever sent the person, or to who asked for themselves (P10)."""

from collections.abc import Mapping

from handrail.messaging.domain.kinds import MessageKind
from handrail.referrals.domain.stages import Stage

TOLD: Mapping[Stage, MessageKind] = {
    Stage.ASKED_BACK: MessageKind.REPLY_WANTED,  # the program waits for it
    Stage.DECLINED: MessageKind.REPLY_WANTED,  # the next program has to be asked
    Stage.NO_SHOW: MessageKind.REPLY_WANTED,  # somebody looks for the person
    Stage.WAITLISTED: MessageKind.NEWS,
    Stage.HELD: MessageKind.NEWS,
    Stage.EXPECTED: MessageKind.NEWS,
}
"""Arrivals and ends are not among them: whoever is concerned is there, or is asked how it went (closing)."""
