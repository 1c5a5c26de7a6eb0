"""Other ways to start today, from a dated configuration by state: shown on every answer."""

import tomllib
from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path as FilePath

from handrail.pathways.domain.paths import Bridge


@cache
def configured() -> tuple[dict, ...]:
    return tuple(tomllib.loads(FilePath(__file__).with_name("bridges.toml").read_text(encoding="utf-8"))["bridge"])


def bridges(
    *, state: str, language: str, on: date, medicine: str | None = None, cares: Collection[str] = ("opioid",)
) -> tuple[Bridge, ...]:
    """The bridges that hold in a state on a day, for a person who takes `medicine` now or none, and for `cares`.

    An expired one is not shown, unless it stands whatever the rules. Nobody on methadone is sent to start another.
    """
    return tuple(
        Bridge(entry["code"], entry[language], entry["source"][language], entry["checked"], entry["expires"])
        for entry in configured()
        if (medicine or "") in entry["taking"]
        and set(cares) <= set(entry["about"])
        and holds_in(entry, state)
        and (on <= entry["expires"] or entry["stands"])
    )


def holds_in(entry: dict, state: str) -> bool:
    return ("*" in entry["states"] or state in entry["states"]) and state not in entry["not_in"]
