"""Leaving custody: the first days are the most dangerous, so two answers are required before anybody is sent.

In weeks 1 and 2 after release people die of drugs 3 to 8 times as often as in weeks 3 to 12 (Merrall 2010, PMC2955973).
"""

from datetime import date, timedelta
from enum import StrEnum

from handrail.web.translation import mark


class FirstDayMedicine(StrEnum):
    """Where the medicine of the first day comes from. Never a dose (P4)."""

    SUPPLY = "supply"  # handed over at the gate
    PRESCRIPTION = "prescription"  # waits at a pharmacy
    AT_PROGRAM = "at_program"  # given where the person is expected, on the day of release
    INJECTION = "injection"  # a long-acting one was given before
    NOT_WANTED = "not_wanted"  # the person was offered it and said no
    NOT_ARRANGED = "not_arranged"  # nothing could be arranged: the program must know


class FirstDayNaloxone(StrEnum):
    """How the person has naloxone in the hand on the first day."""

    HANDED_OVER = "handed_over"
    AT_PHARMACY = "at_pharmacy"
    AT_PROGRAM = "at_program"
    NOT_WANTED = "not_wanted"
    NOT_ARRANGED = "not_arranged"


class ReleaseRefused(Exception):
    """The message may be shown to the person who asked."""


UNANSWERED = mark("Say first what medicine and naloxone the person has on the first day.")
NO_DAY = mark("Write the day of release, or say that nobody knows it yet.")
BAD_DAY = mark("Write the day of release: today or later, within six months.")
LONGEST = timedelta(days=180)


def check_day(release_on: date, *, on: date) -> None:
    if not on <= release_on <= on + LONGEST:
        raise ReleaseRefused(BAD_DAY)


def is_answered(*, medicine: str, naloxone: str) -> bool:
    return medicine in set(FirstDayMedicine) and naloxone in set(FirstDayNaloxone)
