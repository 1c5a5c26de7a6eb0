"""The answers and their sources as the files of `content` hold them, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from handrail.meetings.domain.ways import WAY_OF, Question, Way

FOLDER = Path(__file__).with_name("content")


@dataclass(frozen=True, slots=True)
class Source:
    """What an answer rests on. Nobody has read one without a day yet."""

    author: str
    title: str
    url: str = ""
    read: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one way answers to one question, in each language."""

    text: Mapping[str, str]
    sources: tuple[Source, ...]
    is_confirmed: bool
    checked: date

    @property
    def is_read(self) -> bool:
        return all(source.read for source in self.sources)


@cache
def sources() -> dict[str, Source]:
    return {row.pop("key"): Source(**row) for row in rows("source")}


@cache
def answers() -> dict[tuple[Way, Question], Answer]:
    return {(WAY_OF[row["way"]], Question(row["question"])): answer(row) for row in rows("answer")}


def answer(row: dict[str, Any]) -> Answer:
    return Answer(
        text={language: row[language] for language in ("en", "es")},
        sources=tuple(sources()[key] for key in row["sources"]),
        is_confirmed=row["is_confirmed"],
        checked=row["checked"],
    )


def rows(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{kind}s.toml").read_text(encoding="utf-8"))[kind]
    return found
