"""Crisis lines, helplines and naloxone facts of a country, each with its source and the day it was checked."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("resources.toml")
ANYWHERE = "https://findahelpline.com/"  # verified lines by country, for a country we hold no numbers of


class ResourcesMalformed(Exception):
    """The message is for the operator who edited the file."""


@dataclass(frozen=True)
class Resource:
    """One line or fact. Words are by language: `resource.label["es"]`."""

    label: dict[str, str]
    source: str
    checked: date
    is_confirmed: bool
    number: str = ""
    text: str = ""
    word: dict[str, str] | None = None
    chat: str = ""
    about: dict[str, str] | None = None
    hours: dict[str, str] | None = None


@dataclass(frozen=True)
class Resources:
    """What is known for a country. Without data for it every line is None and pages say so."""

    country: str
    name: dict[str, str] | None = None
    find_a_helpline: str = ANYWHERE
    emergency: Resource | None = None
    crisis_line: Resource | None = None
    crisis_text: Resource | None = None
    treatment_helpline: Resource | None = None
    using_alone: tuple[Resource, ...] = ()
    poison_help: Resource | None = None
    maternal_line: Resource | None = None
    naloxone: Resource | None = None

    @property
    def all_lines(self) -> tuple[Resource, ...]:
        single = (self.crisis_line, self.crisis_text, self.treatment_helpline, self.poison_help, self.maternal_line)
        return (*(line for line in single if line), *self.using_alone)


SINGLE = (
    "emergency",
    "crisis_line",
    "crisis_text",
    "treatment_helpline",
    "poison_help",
    "maternal_line",
    "naloxone",
)


@cache
def resources(country: str) -> Resources:
    content = tomllib.loads(FILE.read_text(encoding="utf-8")).get(country)
    if content is None:
        return Resources(country=country)
    return Resources(
        country=country,
        name=content["name"],
        find_a_helpline=content["find_a_helpline"],
        using_alone=tuple(read_resource("using_alone", entry) for entry in content.get("using_alone", ())),
        **{name: read_resource(name, content[name]) for name in SINGLE if name in content},
    )


def overdue_lines(country: str, *, on: date) -> list[str]:
    """The lines of a country whose number was checked longer ago than `recheck_days`."""
    oldest = on - timedelta(days=recheck_days())
    return [line.label["en"] for line in lines_of(country) if line.checked < oldest]


def recheck_due(country: str) -> date | None:
    """The first day on which a line of the country is to be checked again; None where we hold no line."""
    return min((line.checked + timedelta(days=recheck_days()) for line in lines_of(country)), default=None)


def recheck_days() -> int:
    return int(tomllib.loads(FILE.read_text(encoding="utf-8"))["recheck_days"])


def lines_of(country: str) -> list[Resource]:
    known = resources(country)
    return [line for line in (known.emergency, known.naloxone, *known.all_lines) if line]


def read_resource(name: str, entry: dict[str, Any]) -> Resource:
    checked = entry.get("checked")
    if type(checked) is not date:
        raise ResourcesMalformed(f"resources.toml: `checked` of {name} must be a date, as in 2026-11-23.")
    return Resource(
        label=entry.get("label") or entry["where"],
        source=entry["source"],
        checked=checked,
        is_confirmed=entry["confirmed"],
        **{key: entry[key] for key in ("number", "text", "word", "chat", "about", "hours") if key in entry},
    )
