"""What visitors' taps on "Did they answer?" may weigh: little, and never more however many come (P2, S29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import fsum

from handrail.directory.domain.observations import OPERATOR_WEIGHT, Call, number_verdict


class Answer(StrEnum):
    YES = "yes"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"


# All product choices. A tap costs nothing and cannot be checked, so a crowd of them stays below one call by us.
TAP_WEIGHT = OPERATOR_WEIGHT / 10
MOST_A_DAY = 3 * TAP_WEIGHT
MOST_IN_ALL = 5 * TAP_WEIGHT
MOST_TOLD = 20  # the largest number of taps that is said: a larger one would look like a crowd
HALF_LIFE_DAYS = 14
SHOWN_DAYS = 30
DOUBTFUL = -MOST_A_DAY  # from here the page says that visitors doubt the number; what is listed stays as it is
WRONG_NUMBERS_TO_CALL = 3  # in SHOWN_DAYS and since our last call: then the place is called next


@dataclass(frozen=True)
class DayOfTaps:
    day: date
    answer: Answer
    times: int


def taps_weight(taps: Iterable[DayOfTaps], answer: Answer, *, today: date) -> float:
    """Of one answer: capped within each day, faded by age, capped in all."""
    by_day: dict[date, int] = {}
    for one in taps:
        if one.answer is answer and one.day <= today:
            by_day[one.day] = by_day.get(one.day, 0) + one.times
    weighed = (min(times * TAP_WEIGHT, MOST_A_DAY) * fading(today - day) for day, times in by_day.items())
    return min(MOST_IN_ALL, fsum(weighed))


def fading(age: timedelta) -> float:
    return float(0.5 ** (age.days / HALF_LIFE_DAYS))


def number_works(taps: Iterable[DayOfTaps], *, call: float, today: date) -> float:
    """How far we believe the number, from -1 (wrong) to 1 (right). `call` is our own faded verdict, 0 without one.

    Where somebody of ours called, all taps together may move its verdict by half and never turn it.
    """
    taps = list(taps)
    told = taps_weight(taps, Answer.YES, today=today) - taps_weight(taps, Answer.WRONG_NUMBER, today=today)
    if not call:
        return told
    limit = abs(call) / 2
    return max(-1.0, min(1.0, call + max(-limit, min(limit, told))))


class Doubt(StrEnum):
    """Who met a wrong number: somebody of ours, or enough visitors."""

    CALL = "call"
    VISITORS = "visitors"


def doubt_of_number(calls: Iterable[Call], taps: Iterable[DayOfTaps], *, at: datetime) -> Doubt | None:
    """Whether a caller must be warned of the number. A fresh call of ours that found it right is never outvoted."""
    verdict = number_verdict(calls, at=at)
    if number_works(taps, call=verdict, today=at.date()) > DOUBTFUL:
        return None
    return Doubt.CALL if verdict < 0 else Doubt.VISITORS


def wants_a_call(taps: Iterable[DayOfTaps], *, last_call: datetime | None, today: date) -> bool:
    """Enough said "wrong number" since we last called. It moves the place in our queue, and nothing else."""
    since = today - timedelta(days=SHOWN_DAYS)
    if last_call is not None:
        since = max(since, last_call.date() + timedelta(days=1))
    wrong = sum(one.times for one in taps if one.answer is Answer.WRONG_NUMBER and since <= one.day <= today)
    return wrong >= WRONG_NUMBERS_TO_CALL
