"""A coordinator and the person: why they may have to know who it is, what is noted after a call, and whom they ring."""

from enum import StrEnum

from handrail.referrals.domain.stages import Stage
from handrail.web.translation import mark

LONGEST_NOTE = 400


class Why(StrEnum):
    """For what a coordinator opens who somebody is."""

    RING = "ring"  # to tell them how it goes on
    REPLY = "reply"  # a program asked something that only they know
    AGAIN = "again"  # to ask whether it is still yes


class NoteKind(StrEnum):
    """What a coordinator did."""

    TOLD = "told"  # the person was reached, and knows how it stands
    NOT_REACHED = "not_reached"
    RANG_PROGRAM = "rang_program"
    OTHER = "other"


RUNG_ABOUT = frozenset({Stage.WAITLISTED, Stage.HELD, Stage.EXPECTED})
"""What a program says, and somebody whom police or custody sent hears from nobody but a coordinator (S24, P10)."""


class RingingRefused(Exception):
    """The message may be shown to the coordinator who asked."""


NOT_NAMED = mark("The person did not agree that we learn who they are, or their yes has ended.")
NO_REASON = mark("Say why you have to know who it is.")
NO_KIND = mark("Say what you did.")
TOO_LONG = mark("Write less: a few words are enough.")
