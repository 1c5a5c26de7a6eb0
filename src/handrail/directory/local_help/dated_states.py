"""What is known of each state, dated, from `local_help_states.toml`; and which of it must be looked at again."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from handrail.directory.places.states import STATES, state_name

FILE = Path(__file__).with_name("local_help_states.toml")
ABOUT = ("naloxone", "syringes", "supply", "law")


@dataclass(frozen=True)
class DatedFact:
    """One sentence, where it comes from, when it was read and by when it must be read again."""

    code: str
    about: str
    text: str
    source: str
    checked: date
    recheck: date
    is_confirmed: bool
    is_old: bool


@dataclass(frozen=True)
class StateHelp:
    """A state as its page shows it. Without a fact of its own it was not checked by the day `as_of`."""

    code: str
    name: str
    slug: str
    as_of: date
    own: tuple[DatedFact, ...]
    national: tuple[DatedFact, ...]

    @property
    def is_checked(self) -> bool:
        return bool(self.own)


@cache
def configured() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def state_of_slug(slug: str) -> str | None:
    """As in every address: `nm` is New Mexico."""
    return slug.upper() if slug.islower() and slug.upper() in STATES else None


def national_facts(*, language: str, on: date, about: str | None = None) -> tuple[DatedFact, ...]:
    return tuple(fact(entry, language, on) for entry in configured()["national"] if about in (None, entry["about"]))


def state_help(*, state: str, language: str, on: date) -> StateHelp:
    content = configured()
    return StateHelp(
        code=state,
        name=state_name(state, language),
        slug=state.lower(),
        as_of=content["as_of"],
        own=tuple(fact(entry, language, on) for entry in content["state"] if state in entry["states"]),
        national=tuple(fact(entry, language, on) for entry in content["national"] if state not in entry["not_in"]),
    )


def fact(entry: dict[str, Any], language: str, on: date) -> DatedFact:
    return DatedFact(
        code=entry["code"],
        about=entry["about"],
        text=entry["es" if language == "es" else "en"],
        source=(entry.get("source_es") if language == "es" else "") or entry["source"],
        checked=entry["checked"],
        recheck=entry["recheck"],
        is_confirmed=entry["confirmed"],
        is_old=on > entry["recheck"],
    )


def facts_due(*, on: date, notice: timedelta) -> list[str]:
    """Facts that must be read again within `notice`, for the operator."""
    content = configured()
    return [
        f"local_help_states.toml: {entry['code']}"
        for entry in (*content["national"], *content["state"])
        if entry["recheck"] - on <= notice
    ]
