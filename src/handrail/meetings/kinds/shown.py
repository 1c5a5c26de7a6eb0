"""The ways with their answers as a page shows them: in one language, and each source numbered once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from handrail.meetings.domain.positions import POSITIONS
from handrail.meetings.domain.ways import Question, Way, fellowship_of
from handrail.meetings.kinds.reading import Answer, Source, answers
from handrail.meetings.wordings.positions import position_told
from handrail.meetings.wordings.ways import way_name, way_short


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer. `key` is its address on the page, so that who disputes it can point at it."""

    key: str
    question: Question
    texts: tuple[str, ...]
    notes: tuple[int, ...]
    is_confirmed: bool
    is_read: bool = True
    dated: str = ""


@dataclass(frozen=True, slots=True)
class ShownWay:
    """`finder` is what the finder's form calls it."""

    way: Way
    name: str
    short: str
    finder: str
    cells: tuple[Cell, ...]


@dataclass
class Numbers:
    """Sources in the order in which they are first named."""

    sources: list[Source] = field(default_factory=list)

    def of(self, source: Source) -> int:
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source) + 1


def shown_ways(ways: Iterable[Way], language: str, numbers: Numbers) -> tuple[ShownWay, ...]:
    return tuple(
        ShownWay(
            way=way,
            name=way_name(way, language),
            short=way_short(way, language),
            finder=fellowship_of(way).value,
            cells=tuple(cell_of(way, question, language, numbers) for question in Question),
        )
        for way in ways
    )


def cell_of(way: Way, question: Question, language: str, numbers: Numbers) -> Cell:
    key = f"{way.value.lower()}-{question.value}"
    found = answers().get((way, question))
    if found is None:
        return medicine_cell(way, key, language, numbers)
    return Cell(
        key=key,
        question=question,
        texts=(found.text["es" if language == "es" else "en"],),
        notes=notes_of(found, numbers),
        is_confirmed=found.is_confirmed,
        is_read=found.is_read,
    )


def medicine_cell(way: Way, key: str, language: str, numbers: Numbers) -> Cell:
    """From the one table that all pages of meetings tell it from. That we do not know something rests on no source."""
    stated = POSITIONS[fellowship_of(way)]
    told = position_told(stated, language)
    source = Source(author=told.source, title="", url=told.address)
    return Cell(
        key=key,
        question=Question.MEDICINE,
        texts=tuple(filter(None, (told.sentence, told.unconfirmed if told.source else ""))),
        notes=(numbers.of(source),) if told.source else (),
        is_confirmed=stated.is_confirmed or not told.source,
        dated=told.dated,
    )


def notes_of(found: Answer, numbers: Numbers) -> tuple[int, ...]:
    return tuple(sorted(numbers.of(source) for source in found.sources))


def rows_beside(ways: Sequence[ShownWay]) -> tuple[tuple[Question, tuple[Cell, ...]], ...]:
    """By question, for a few ways in columns."""
    return tuple((question, tuple(way.cells[place] for way in ways)) for place, question in enumerate(Question))
