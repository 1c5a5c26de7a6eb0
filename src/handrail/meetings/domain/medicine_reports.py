"""What people's reports about medicine in one meeting may say, and from how many on.

All numbers here are product choices, for peers and clinicians to dispute. What is counted are days on which the meeting
was held, never presses: a crowd that presses on one day is one day. No single report is ever told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum

from handrail.meetings.domain.reports import MEDICINE, Answer, Said

LEAST_DAYS = 5  # in weight: as many fresh days, or twice as many old ones
LEAST_SPREAD = 14  # days from the first to the last: nobody turns a daily meeting within a week
LEAST_OF_A_SIDE = 2  # from here it is said that reports differ; one report against all others is not told
CLEAR_SHARE = 0.8
WEIGHTS: tuple[tuple[int, float], ...] = ((183, 1.0), (548, 0.5))
"""Up to so many days old, so much weight: half after six months, none after eighteen. Groups change their people."""

KEPT_DAYS = WEIGHTS[-1][0]


class Told(StrEnum):
    """NOT_FREE: some were asked only to listen and some to stop, neither often enough to be told alone."""

    WELCOME = "welcome"
    LISTEN_ONLY = "listen_only"
    TOLD_TO_STOP = "told_to_stop"
    NOT_FREE = "not_free"
    DIFFERS = "differs"


STOPS = frozenset({Told.TOLD_TO_STOP, Told.NOT_FREE})
"""Nobody is sent to a group of which people say again and again that it tells them to stop their medicine. Who looks
for it finds it, with that word."""


@dataclass(frozen=True, slots=True)
class MedicineTold:
    """`days` are those on which people said so; where reports differ, all days."""

    told: Told
    days: int


def weight(day: date, *, today: date) -> float:
    """A day east of us may be tomorrow here: it is as fresh as today."""
    age = (today - day).days
    return next((weight for oldest, weight in WEIGHTS if age <= oldest), 0.0)


def medicine_told(said: Iterable[Said], *, today: date) -> MedicineTold | None:
    """None: too few to say anything."""
    weighed = {one: weight(one.day, today=today) for one in said if one.answer in MEDICINE}
    counted = frozenset(one for one, weight in weighed.items() if weight)
    days = {one.day: weighed[one] for one in counted}
    if fsum(days.values()) < LEAST_DAYS or (max(days) - min(days)).days < LEAST_SPREAD:
        return None
    return clearly_told(counted, days)


def clearly_told(counted: frozenset[Said], weights: dict[date, float]) -> MedicineTold | None:
    """One side where it is clear, that reports differ where both have enough, else nothing."""
    welcome = days_of(counted, Answer.WELCOME)
    reserved = days_of(counted, Answer.LISTEN_ONLY, Answer.TOLD_TO_STOP)
    if is_clear(welcome, reserved, weights):
        return MedicineTold(Told.WELCOME, len(welcome))
    if is_clear(reserved, welcome, weights):
        return what_was_asked(counted, weights)
    if min(len(welcome), len(reserved)) >= LEAST_OF_A_SIDE:
        return MedicineTold(Told.DIFFERS, len(weights))
    return None


def what_was_asked(counted: frozenset[Said], weights: dict[date, float]) -> MedicineTold:
    """The graver first, each only from as many days on as anything is told."""
    for answer, told in ((Answer.TOLD_TO_STOP, Told.TOLD_TO_STOP), (Answer.LISTEN_ONLY, Told.LISTEN_ONLY)):
        days = days_of(counted, answer)
        if weight_of(days, weights) >= LEAST_DAYS:
            return MedicineTold(told, len(days))
    return MedicineTold(Told.NOT_FREE, len(days_of(counted, Answer.LISTEN_ONLY, Answer.TOLD_TO_STOP)))


def is_clear(side: frozenset[date], other: frozenset[date], weights: dict[date, float]) -> bool:
    mine, theirs = weight_of(side, weights), weight_of(other, weights)
    return mine >= LEAST_DAYS and mine >= CLEAR_SHARE * (mine + theirs)


def days_of(counted: frozenset[Said], *answers: Answer) -> frozenset[date]:
    return frozenset(one.day for one in counted if one.answer in answers)


def weight_of(days: frozenset[date], weights: dict[date, float]) -> float:
    return fsum(weights[day] for day in days)
