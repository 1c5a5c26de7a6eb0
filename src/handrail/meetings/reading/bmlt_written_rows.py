"""One row of a BMLT answer, asked field by field."""

from collections.abc import Callable, Mapping
from typing import Any

from handrail.meetings.domain.records import Correction
from handrail.meetings.reading.plain_text import LONGEST_LINE, LONGEST_TEXT, Plain, as_text, plain_line, plain_text

AFTER_PROMPT = "#@-@#"
"""Local and line fields hold their label too: "Bus Lines#@-@#s40", once or several times."""

SHOWN = 200  # characters of what was written, for who keeps the list
NO_TEXT = {bool: "true or false", list: "a list", dict: "an object"}


class WrittenRow:
    """All of a server's values are strings. What is read otherwise than it was written is noted as a correction."""

    def __init__(self, number: int, row: Mapping[str, Any]) -> None:
        self.number, self.row = number, row
        self.corrections: list[Correction] = []

    def line(self, field: str, longest: int = LONGEST_LINE) -> str:
        return self.words(field, plain_line, longest)

    def text(self, field: str) -> str:
        return self.words(field, plain_text, LONGEST_TEXT)

    def words(self, field: str, read: Callable[[Any, int], Plain], longest: int) -> str:
        written = self.written(field)
        _, prompt, value = written.rpartition(AFTER_PROMPT)
        plain = read(value, longest)
        if plain.is_changed or prompt or (not written and type(self.row.get(field)) in NO_TEXT):
            self.correct(field, plain.text)
        return plain.text

    def written(self, field: str) -> str:
        return as_text(self.row.get(field))

    def correct(self, field: str, read_as: str) -> None:
        value = self.row.get(field)
        was = plain_line(NO_TEXT.get(type(value)) or as_text(value), SHOWN).text
        self.corrections.append(Correction(self.number, field, was, read_as[:SHOWN]))
