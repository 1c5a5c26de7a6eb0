"""What a picture is made from: figures with their sources, the drawing's own shapes, and words in two languages."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from handrail.web.translation import CATALOGS, ENGLISH

FOLDER = Path(__file__).parent
MARK = "*"  # beside every figure that nobody has read in the original yet


@dataclass(frozen=True)
class Source:
    """A study or a guide; a year or an address that we do not know is left out."""

    key: str
    author: str
    title: str
    publisher: str
    year: int | None = None
    url: str = ""

    @property
    def short(self) -> str:
        """A study by who wrote it, a guide by who publishes it."""
        name = self.author if self.author.endswith("et al.") else self.publisher
        return f"{name}, {self.year}" if self.year else name


@dataclass(frozen=True)
class Statement:
    """Something the picture shows without a number."""

    key: str
    sources: tuple[str, ...]
    is_confirmed: bool


@dataclass(frozen=True)
class Figure(Statement):
    """A number of a source, a range of it, or a number with its interval."""

    unit: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def middle(self) -> float:
        return (self.lowest + self.highest) / 2 if self.value is None else self.value

    @property
    def lowest(self) -> float:
        return number(self.value if self.low is None else self.low)

    @property
    def highest(self) -> float:
        return number(self.value if self.high is None else self.high)


@dataclass(frozen=True)
class Words:
    """A picture's words in one language."""

    heading: str
    text: str
    caption: str
    head: tuple[str, ...]
    labels: dict[str, str]

    def say(self, label: str, **values: object) -> str:
        return self.labels[label].format(**values)

    def amount(self, figure: Figure) -> str:
        """A duration as a reader says it: 6 to 12 hours."""
        if figure.value is None:
            said = self.say(figure.unit, low=as_read(figure.lowest), high=as_read(figure.highest))
        else:
            said = self.say(f"{figure.unit}-only", value=as_read(figure.value))
        return marked(said, figure)


@dataclass(frozen=True)
class Picture:
    """One data file."""

    name: str
    checked: date
    figures: dict[str, Figure]
    statements: dict[str, Statement]
    sketches: dict[str, float]
    words: dict[str, Words]

    @property
    def evidence(self) -> tuple[Statement, ...]:
        return (*self.figures.values(), *self.statements.values())

    @property
    def has_unconfirmed(self) -> bool:
        return any(not each.is_confirmed for each in self.evidence)

    def cited(self, *keys: str) -> str:
        """The sources of these figures or statements, short, each once."""
        known = {**self.statements, **self.figures}
        return "; ".join(dict.fromkeys(sources()[key].short for one in keys for key in known[one].sources))


def number(value: float | None) -> float:
    if value is None:
        raise ValueError("A figure needs a value, or a low and a high.")
    return value


def as_read(value: float) -> str:
    """No zero behind a point, and no more than two digits behind it."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def marked(said: str, *evidence: Statement) -> str:
    return said if all(each.is_confirmed for each in evidence) else f"{said}{MARK}"


@cache
def picture(name: str) -> Picture:
    data = read(name)
    return Picture(
        name=name,
        checked=data["checked"],
        figures={each["key"]: Figure(**with_tuple(each)) for each in data["figure"]},
        statements={each["key"]: Statement(**with_tuple(each)) for each in data.get("statement", ())},
        sketches={each["key"]: each["value"] for each in data["sketch"]} if "sketch" in data else {},
        words={language: words_of(data[language], language) for language in CATALOGS},
    )


def words_for(one: Picture, language: str) -> Words:
    """A language without words of its own shows the English."""
    return one.words.get(language, one.words[ENGLISH])


def words_of(told: dict[str, Any], language: str) -> Words:
    labels = {**read("words")[language], **told["labels"]}
    return Words(told["heading"], told["text"].strip(), told["caption"], tuple(told["head"]), labels)


@cache
def sources() -> dict[str, Source]:
    return {each["key"]: Source(**each) for each in read("sources")["source"]}


def with_tuple(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "sources": tuple(told["sources"])}


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
