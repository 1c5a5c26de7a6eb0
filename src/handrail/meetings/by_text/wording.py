"""The words of texts, read once from `words.toml`, and what of a meeting they may say."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from handrail.meetings.domain.occurrences import Occurrence
from handrail.meetings.domain.texts import Reply
from handrail.messaging.domain.keywords import language_of_help
from handrail.messaging.words import named

LONGEST_ANSWER = 306  # two texts that a telephone shows as one
FAR = 3  # miles: from here on the town is named too


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """One place as a text may name it."""

    occurrence: Occurrence
    street: str
    town: str
    miles: float


@cache
def words() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def said(reply: Reply, language: str, *, zip_code: str) -> str:
    """Everything but an answer with places."""
    is_without = reply is Reply.QUESTION and not zip_code
    return named(words()["question_without_zip" if is_without else reply][language].format(zip=zip_code))


def said_beside_help(text: str) -> str:
    """After the words that every HELP is answered with, in the language it was asked."""
    return words()["beside_help"][language_of_help(text)]


def said_places(places: Sequence[PlaceTold], language: str, *, at: datetime) -> str:
    """As many as two texts hold."""
    for count in range(len(places), 0, -1):
        lines = "; ".join(place_line(place, language, at=at) for place in places[:count])
        form = words()["places_1" if count == 1 else "places"][language]
        if len(text := named(form.format(count=count, places=lines))) <= LONGEST_ANSWER:
            return text
    return named(words()["no_place"][language])


def place_line(place: PlaceTold, language: str, *, at: datetime) -> str:
    far = words()["miles"][language].format(miles=f"{place.miles:.1f}" if place.miles < FAR else f"{place.miles:.0f}")
    where = [place.street, place.town if place.miles >= FAR else "", far]
    return f"{time_said(place.occurrence, language, at=at)} {', '.join(filter(None, where))}"


def time_said(occurrence: Occurrence, language: str, *, at: datetime) -> str:
    """By the clock on the wall of the room: it is where the reader is, or a ride away."""
    if occurrence.is_in_progress(at):
        return words()["now"][language]
    start = occurrence.local_start
    clock = (
        f"{start.hour % 12 or 12}{f':{start.minute:02}' if start.minute else ''} {'am' if start.hour < 12 else 'pm'}"
    )
    today = at.astimezone(ZoneInfo(occurrence.zone)).date()
    return clock if start.date() == today else words()["tomorrow"][language].format(time=clock)
