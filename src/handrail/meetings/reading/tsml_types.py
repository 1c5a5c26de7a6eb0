"""The types of a row of a Meeting Guide feed: what is true of the meeting, and its languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handrail.kernel.text_folding import fold
from handrail.meetings.domain.traits import Trait
from handrail.meetings.reading.plain_text import plain_line
from handrail.meetings.reading.row_notes import DROPPED, RowNotes, quoted
from handrail.meetings.reading.tsml_codes import Code, Codes

MOST_TYPES = 60
LONGEST_TYPE = 64
SEPARATORS = re.compile(r"[,;|]")
LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Types:
    """`formats` are sorted: their order says nothing, and another order is no change of the meeting."""

    formats: tuple[str, ...]
    traits: frozenset[Trait]
    languages: tuple[str, ...]
    world_ids: tuple[str, ...]


def types_of(fields: Mapping[str, Any], codes: Codes, notes: RowNotes) -> Types:
    written = written_types(fields.get("types"))
    found = [known(text, codes) for text in written]
    formats = tuple(sorted({each.code if isinstance(each, Code) else each for each in found}))
    if not is_as_specified(fields.get("types"), formats, notes):
        notes.note("types", quoted(fields["types"]), ", ".join(formats) or DROPPED)
    meanings = [each for each in found if isinstance(each, Code)]
    spoken = languages_of(fields.get("languages"), codes, notes)
    return Types(
        formats=formats,
        traits=frozenset(each.trait for each in meanings if each.trait),
        languages=tuple(dict.fromkeys([*spoken, *sorted(each.language for each in meanings if each.language)])),
        world_ids=tuple(sorted({each.world for each in meanings if each.world})),
    )


def written_types(value: Any) -> list[str]:
    """A list, or one text such as "[open]", "O,D" or "Open, Discussion"."""
    parts = value if isinstance(value, list) else [value]
    if isinstance(value, str):
        parts = SEPARATORS.split(value[:4000].strip().strip("[]"))
    lines = [plain_line(part, LONGEST_TYPE).text.strip("\"' ") for part in parts[:MOST_TYPES]]
    return [line for line in lines if line]


def known(text: str, codes: Codes) -> Code | str:
    return codes.by_code.get(text) or codes.by_name.get(fold(text)) or text


def is_as_specified(value: Any, formats: tuple[str, ...], notes: RowNotes) -> bool:
    """In a table they are one text, and often words."""
    if value is None or notes.is_table:
        return True
    return (
        isinstance(value, list)
        and all(isinstance(part, str) for part in value)
        and {part.strip() for part in value} - {""} == set(formats)
    )


def languages_of(value: Any, codes: Codes, notes: RowNotes) -> list[str]:
    """ISO 639 codes in the list's own order, as online intergroups write them; names are taken as well."""
    if value is None:
        return []
    parts = SEPARATORS.split(value[:400]) if isinstance(value, str) else value if isinstance(value, list) else [value]
    found = [language_in(part, codes) for part in parts[:MOST_TYPES]]
    languages = [language for language in found if language]
    if len(languages) < len(found):
        notes.note("languages", quoted(value), ", ".join(languages) or DROPPED)
    return languages


def language_in(part: Any, codes: Codes) -> str:
    text = plain_line(part, LONGEST_TYPE).text
    named = codes.by_name.get(fold(text))
    if named and named.language and len(text) > 3:
        return named.language
    found = LANGUAGE.fullmatch(text)
    return found[1].lower() if found else ""
