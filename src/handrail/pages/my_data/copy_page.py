"""The plain values of an export as a person reads them: words for codes, dates for moments, names for ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from handrail.pages.my_data.copy_words import CODES, LABELS
from handrail.web.formats import format_date
from handrail.web.translation import mark, translate

FOR_PROGRAMS = ("rule", "about", "consent")  # codes and random numbers: they are in the JSON
MOMENT = mark("%(day)s, %(time)s UTC")


@dataclass(frozen=True)
class Shown:
    """One thing and its value: words, or what lies within. `entries` are several of a kind."""

    label: str
    words: str = ""
    parts: list["Shown"] = field(default_factory=list)
    entries: list["Shown"] = field(default_factory=list)


def shown(key: str, value: Any, names: Mapping[str, str], language: str) -> Shown:
    label = translate(LABELS[key], language) if key in LABELS else key.replace("_", " ").capitalize()
    if isinstance(value, Mapping):
        return Shown(label, parts=told_parts(value, names, language))
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        return Shown(label, entries=[shown(key, one, names, language) for one in value])
    if isinstance(value, list):
        return Shown(label, ", ".join(said(key, one, names, language) for one in value))
    return Shown(label, said(key, value, names, language))


def told_parts(value: Mapping[str, Any], names: Mapping[str, str], language: str) -> list[Shown]:
    told = ((name, part) for name, part in value.items() if name not in FOR_PROGRAMS and has(part))
    return [shown(name, part, names, language) for name, part in told]


def has(value: Any) -> bool:
    """What is empty is left out, however deep it lies: a page of dashes tells nobody anything."""
    if isinstance(value, Mapping):
        return any(has(one) for key, one in value.items() if key not in FOR_PROGRAMS)
    return value not in (None, "", [])


def said(key: str, value: Any, names: Mapping[str, str], language: str) -> str:
    text = str(value)
    if text in CODES.get(key, {}):
        return translate(CODES[key][text], language)
    return names.get(text) or moment_said(text, language) or text


def moment_said(text: str, language: str) -> str:
    """A whole date, or a moment that names its zone; anything else stays as it was written."""
    try:
        if len(text) == len("2026-11-23"):
            return format_date(date.fromisoformat(text), language)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        return ""
    moment = moment.astimezone(UTC)
    return translate(MOMENT, language, day=format_date(moment.date(), language), time=moment.strftime("%H:%M"))
