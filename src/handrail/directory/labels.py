"""Plain words for service codes: data beside this file, so that an editor can better them without touching code."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handrail.directory.domain.code_groups import CodeGroup

FILE = Path(__file__).with_name("code_labels.csv")


@dataclass(frozen=True, slots=True)
class CodeLabel:
    """At most six words in each language; `place` is the code's position in the dictionary."""

    group: CodeGroup
    en: str
    es: str
    place: int


@cache
def code_labels() -> dict[str, CodeLabel]:
    """Every known code, in dictionary order."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: CodeLabel(CodeGroup(row["group"]), row["en"], row["es"], place)
            for place, row in enumerate(csv.DictReader(lines))
        }


def label(code: str, language: str) -> str:
    """The plain label; a code we do not know is shown as it stands, never hidden."""
    known = code_labels().get(code)
    if known is None:
        return code
    return known.es if language == "es" else known.en


def group_of(code: str) -> CodeGroup:
    known = code_labels().get(code)
    return known.group if known else CodeGroup.OTHER


def in_dictionary_order(codes: Iterable[str]) -> list[str]:
    """As the official files order them; unknown codes last, by name."""
    known = code_labels()
    return sorted(codes, key=lambda code: (known[code].place if code in known else len(known), code))
