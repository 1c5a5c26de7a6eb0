"""The type codes of Meeting Guide feeds, by fellowship: a table of data, and nothing guessed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handrail.kernel.text_folding import fold
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait

FILE = Path(__file__).with_name("tsml_codes.toml")


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says: a trait, a language, a name that all BMLT servers share, or none of them."""

    code: str
    trait: Trait | None
    language: str
    world: str


@dataclass(frozen=True, slots=True)
class Codes:
    """Of one fellowship. `by_name` also holds each code in small letters."""

    by_code: Mapping[str, Code]
    by_name: Mapping[str, Code]


@cache
def codes_of(fellowship: Fellowship) -> Codes:
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    by_code: dict[str, Code] = {}
    by_name: dict[str, Code] = {}
    for table in [*content["tables"][Fellowship(fellowship).value], "languages"]:
        for code, row in content[table].items():
            meaning = by_code.setdefault(code, code_from(code, row))
            for name in row["names"] if meaning == code_from(code, row) else []:
                by_name.setdefault(fold(name), meaning)
    return Codes(by_code, {fold(code): meaning for code, meaning in by_code.items()} | by_name)


def code_from(code: str, row: Mapping[str, str]) -> Code:
    return Code(code, Trait(row["trait"]) if "trait" in row else None, row.get("language", ""), row.get("world", ""))
