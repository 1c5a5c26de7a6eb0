"""The first content as files: read, and said plainly where a file is not as it should be."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "content"
LANGUAGES = ("en", "es")
Row = dict[str, Any]


class ContentRefused(Exception):
    """The message may be shown to the person who ran the command."""


@dataclass(frozen=True)
class ContentFiles:
    """Everything in a content folder, each entry with the file it stands in."""

    sources: list[Row]
    claims: list[Row]
    pages: list[Row]

    @property
    def checked(self) -> dict[str, date]:
        return {claim["key"]: claim["checked"] for claim in self.claims}

    @property
    def sources_of(self) -> dict[str, list[str]]:
        return {claim["key"]: claim.get("sources", []) for claim in self.claims}

    @property
    def slugs(self) -> set[str]:
        return {page["slug"] for page in self.pages}


def read_content(folder: Path) -> ContentFiles:
    """Raises ContentRefused for a folder without a page: a mistyped name is not taken for "nothing new"."""
    if not found(folder / "pages"):
        raise ContentRefused(f"{folder} holds no pages.")
    return ContentFiles(
        sources=[row for file in found(folder / "sources") for row in parsed(file).get("source", [])],
        claims=[row for file in found(folder / "claims") for row in parsed(file).get("claim", [])],
        pages=[parsed(file) for file in found(folder / "pages")],
    )


def found(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def parsed(file: Path) -> Row:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentRefused(f"{file.name} cannot be read: {error}") from error


def languages_of(page: Row) -> Iterator[str]:
    yield from (language for language in LANGUAGES if language in page)


def blocks_of(page: Row, language: str) -> list[Row]:
    return page[language].get("blocks", [])
