"""What was read otherwise than it was written, by field and kind: the few that matter before the many that do not.

One habit of a list's program is a correction in each of its rows. Told row by row it would hide the five rows that
somebody should look at.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from handrail.meetings.reading.clocks import read_clock
from handrail.meetings.reading.row_notes import DROPPED

Told = Mapping[str, Any]
"""A correction as reports keep it: `row`, `field`, `was`, `read_as`."""

FEW = 5  # so many are told with their rows; of more, the first stands for all
DECIMALS = 7  # of a degree that readers keep: the eighth is a hair's breadth
SIGNS = re.compile(r"[\s\"'\[\]]+")


class Kind(StrEnum):
    """As an operator reads it."""

    OTHERWISE = "read otherwise"
    LEFT_OUT = "left out"
    ADDED = "was empty"
    NOTATION = "only notation"


@dataclass(slots=True)
class Corrected:
    """All corrections of one kind in one field. `few` holds each of them, or only the first where they are many."""

    name: str
    kind: str
    count: int = 0
    few: list[Told] = field(default_factory=list)


def kinds_of(corrections: Iterable[Told]) -> list[Corrected]:
    """The rarest first, and what is only notation last."""
    found: dict[tuple[str, Kind], Corrected] = {}
    for one in corrections:
        kind = kind_of(one["was"], one["read_as"])
        group = found.setdefault((one["field"], kind), Corrected(one["field"], kind))
        group.count += 1
        if group.count <= FEW:
            group.few.append(one)
    for group in found.values():
        if group.count > FEW:
            del group.few[1:]
    return sorted(found.values(), key=lambda each: (each.kind == Kind.NOTATION, each.count, each.name, each.kind))


def kept_kinds(corrections: Iterable[Told]) -> list[dict[str, Any]]:
    return [asdict(each) for each in kinds_of(corrections)]


def kinds_kept(report: Mapping[str, Any]) -> list[Corrected]:
    """Of a report that a source keeps. An older version kept the first corrections themselves."""
    if "kinds_of_corrections" in report:
        return [Corrected(**each) for each in report["kinds_of_corrections"]]
    return kinds_of(report.get("corrections", []))


def kind_of(was: str, read_as: str) -> Kind:
    if read_as in ("", DROPPED):
        return Kind.LEFT_OUT
    if not was:
        return Kind.ADDED
    return Kind.NOTATION if parts_of(was) == parts_of(read_as) else Kind.OTHERWISE


def parts_of(text: str) -> list[str | float]:
    """Equal for two ways to write one value: "39.87" and 39.87, ["O","C"] and O, C, 7:30 PM and 19:30."""
    return [value_of(part) for part in text.split(",")]


def value_of(part: str) -> str | float:
    bare = SIGNS.sub(" ", part).strip().casefold()
    clock = read_clock(bare)
    if clock is not None and not clock.next_day:
        return f"{clock.at:%H:%M}"
    try:
        return round(float(bare), DECIMALS)
    except ValueError:
        return bare


def told_kinds(kinds: Sequence[Corrected]) -> list[str]:
    """A line for each kind, and one for all notation together."""
    notation = [each for each in kinds if each.kind == Kind.NOTATION]
    lines = [told_kind(each) for each in kinds if each.kind != Kind.NOTATION]
    return [*lines, told_notation(notation)] if notation else lines


def told_kind(each: Corrected) -> str:
    examples = "; ".join(f"row {one['row']}: {one['was']} -> {one['read_as']}" for one in each.few)
    such_as = "such as " if each.count > len(each.few) else ""
    return f"{each.name}, {each.kind}, {each.count:,}: {such_as}{examples}"


def told_notation(notation: Sequence[Corrected]) -> str:
    fields = ", ".join(f"{each.name} {each.count:,}" for each in notation)
    examples = [each.few[0] for each in notation]
    example = next((one for one in examples if one["was"] != one["read_as"]), examples[0])  # marks are not quoted
    return f"{Kind.NOTATION}, nothing to correct: {fields}, such as {example['was']} -> {example['read_as']}"
