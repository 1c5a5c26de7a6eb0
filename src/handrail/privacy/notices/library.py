"""The notices as they were in each version: files beside this one that never change once they were served (S28)."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from handrail.privacy.domain.notices import Notice

TEXTS = Path(__file__).with_name("texts")
NAME = re.compile(r"(?P<notice>[a-z-]+)-(?P<version>\d+)")


@dataclass(frozen=True)
class Section:
    """A heading, and what stands under it."""

    heading: str
    text: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """One version in one language."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    changed: tuple[str, ...]  # against the version before; of the first version nothing


@dataclass(frozen=True)
class NoticeVersion:
    """One version, in every language, with the hash of its file."""

    notice: Notice
    version: int
    date: date
    is_reviewed: bool
    words: dict[str, Words]
    digest: str


@cache
def versions_of(notice: Notice) -> tuple[NoticeVersion, ...]:
    """The newest first."""
    files = (file for file in TEXTS.glob("*.toml") if name_of(file) == notice)
    return tuple(sorted(map(read, files), key=lambda one: -one.version))


def current(notice: Notice) -> NoticeVersion:
    return versions_of(notice)[0]


def version_of(notice: Notice, version: int) -> NoticeVersion | None:
    return next((one for one in versions_of(notice) if one.version == version), None)


def name_of(file: Path) -> str:
    found = NAME.fullmatch(file.stem)
    return found["notice"] if found else ""


def read(file: Path) -> NoticeVersion:
    content = file.read_bytes()
    told = tomllib.loads(content.decode())
    languages = [name for name, part in told.items() if isinstance(part, dict)]
    return NoticeVersion(
        notice=Notice(name_of(file)),
        version=told["version"],
        date=told["date"],
        is_reviewed=told["reviewed_by_lawyer"],
        words={language: words(told[language]) for language in languages},
        digest=sha256(content).hexdigest(),
    )


def words(told: dict) -> Words:
    sections = tuple(Section(one["heading"], tuple(one["text"])) for one in told["sections"])
    return Words(told["title"], told["lead"], sections, tuple(told.get("changed", ())))
