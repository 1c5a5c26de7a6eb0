"""A coordinator and the person: why they may have to know who it is, what is noted after a call, and whom they ring."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from handrail.directory.domain.opening_hours import DAYS, Span, Week
from handrail.referrals.domain.ladder import STEP
from handrail.referrals.domain.needs import Urgency
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
    NOBODY_ANSWERED = "nobody_answered"  # a program was rung, and nobody there picked up: no answer of it
    SPOKE_WITH = "spoke_with"  # at a program: by this name a coordinator, or the sender, asks for them again


OF_A_PROGRAM = frozenset({NoteKind.NOBODY_ANSWERED, NoteKind.SPOKE_WITH})
"""They name which; the others are of the person, or of nobody."""


RUNG_ABOUT = frozenset({Stage.WAITLISTED, Stage.HELD, Stage.EXPECTED})
"""What a program says, and somebody whom police or custody sent hears from nobody but a coordinator (S24, P10)."""


class RingingRefused(Exception):
    """The message may be shown to the coordinator who asked."""


NOT_NAMED = mark("The person did not agree that we learn who they are, or their yes has ended.")
NO_REASON = mark("Say why you have to know who it is.")
NOT_RUNG = mark("This program is not asked any more, so nobody has to call it.")
NO_SPEAKER = mark("Write who you spoke with.")
NO_KIND = mark("Say what you did.")
TOO_LONG = mark("Write less: a few words are enough.")


LONGEST_NAME = 60
OFFICE: Week = dict.fromkeys(DAYS[:5], (Span(8 * 60, 17 * 60),))
"""For who can wait until the next working day, where a program's own hours are not known. Product choice."""


def try_again_at(*, at: datetime, urgency: Urgency, zone: str, hours: Week | None) -> datetime:
    """When to ring once more: a step of the ladder later, while they are open. `hours`: None where nobody knows."""
    later, week = at + STEP[urgency], hours or (OFFICE if urgency is Urgency.NEXT_DAY else None)
    return opens_from(later, zone=zone, week=week) if week else later


def opens_from(moment: datetime, *, zone: str, week: Week) -> datetime:
    """The moment itself where they are open then, else when they open next."""
    local = moment.astimezone(ZoneInfo(zone))
    for ahead in range(len(DAYS) + 1):
        day = local.date() + timedelta(days=ahead)
        midnight = datetime.combine(day, time(), tzinfo=ZoneInfo(zone))
        for opens, closes in week.get(DAYS[day.weekday()], ()):
            if local < midnight + timedelta(minutes=closes):
                return max(local, midnight + timedelta(minutes=opens)).astimezone(moment.tzinfo)
    return moment
