"""The files of a copy: everything as JSON for programs, and the same as a page that opens without a network."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from handrail.pages.my_data.copy_page import has, shown
from handrail.pages.my_data.seeing import names_by_id
from handrail.web.rendering import environment
from handrail.web.translation import mark, translate

NAMED = ("from", "to", "organization")  # keys whose values may be ids of organizations or places
PAGE_NAME = mark("open-me.html")


def copy_files(told: Mapping[str, Any], *, language: str, at: datetime) -> dict[str, str]:
    """By their names in the ZIP."""
    names = {one: name for one, name in names_by_id(ids_in(told)).items() if name != one}
    everything = {"made": at.isoformat(), "names": names, "data": told}
    return {
        translate(PAGE_NAME, language): readable(told, names, language=language, at=at),
        "style.css": environment(language).get_template("pages/my_data/copy_style.jinja").render(),
        "data.json": json.dumps(everything, ensure_ascii=False, indent=1),
    }


def readable(told: Mapping[str, Any], names: Mapping[str, str], *, language: str, at: datetime) -> str:
    parts = [shown(package, part, names, language) for package, part in told.items() if has(part)]
    template = environment(language).get_template("pages/my_data/copy.jinja")
    return template.render({"parts": parts, "at": at})


def ids_in(told: Any, key: str = "") -> Iterator[str]:
    if isinstance(told, Mapping):
        for name, value in told.items():
            yield from ids_in(value, name)
    elif isinstance(told, list):
        for value in told:
            yield from ids_in(value, key)
    elif isinstance(told, str) and key in NAMED:
        yield told
