"""The words of the filters, from the file beside this one, so that an editor can better them without touching code."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("filter_words.toml")


@cache
def filter_words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def group_words(group: str, language: str) -> str:
    return str(in_language(filter_words()[group], language))


def option_words(group: str, option: str, language: str) -> str:
    return str(in_language(filter_words()[group][option], language))


def option_about(group: str, option: str, language: str) -> str:
    """One sentence where the option's own words are not plain enough, else nothing."""
    return str(filter_words()[group][option].get("about_es" if language == "es" else "about_en", ""))


def in_language(words: dict[str, Any], language: str) -> Any:
    return words["es" if language == "es" else "en"]
