"""The sheet of numbers as it was typed, read into what is said of each group by the rules of `domain`.

Most places are for whoever pays, so each group of those has its row. One that a single payer pays for gets its row once
it has a number: with a row for each, a sheet would be seven times as long.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from handrail.directory.domain.open_places import (
    MOST,
    AgeBand,
    Group,
    Level,
    Numbers,
    OpenPlacesRefused,
    Payer,
    Sex,
    check_numbers,
)
from handrail.web.translation import mark, translate

LONGEST = 20
GROUPS = tuple(Group(*parts) for parts in product(Level, Sex, AgeBand))
PAID_GROUPS = tuple(
    Group(*parts) for parts in product(Level, Sex, AgeBand, [each for each in Payer if each is not Payer.ANY])
)
NOT_A_NUMBER = mark("Write a whole number, such as 2.")
TYPED_TWICE = mark("You typed two numbers for these places. Leave one of them empty.")
HOW_MANY_OPEN = mark("Write how many are open now. Write 0 if none is.")
REFUSALS = {
    "out_of_range": mark("A number is from 0 to %(most)s."),
    "more_than_all": mark("%(available)s open is more than %(maximum)s in all. One of the two is wrong."),
    "changed_meanwhile": mark(
        "Someone else changed these numbers while you were writing. Yours are still here. Compare, then save again."
    ),
    "no_link": mark("Say a number first, and name a contact for messages under “Your pages in the directory”."),
    "link_just_sent": mark("A link went out a moment ago. If it does not come, ask again in 15 minutes."),
    "not_kept": mark("Your organization does not keep this page at the moment, so nothing was saved."),
}


def words_of(refusal: OpenPlacesRefused, language: str) -> str:
    return translate(REFUSALS[refusal.code], language, **refusal.params)


@dataclass(frozen=True)
class Typed:
    """One row of the sheet. `error` is a marked text, with what fills it."""

    available: str = ""
    maximum: str = ""
    error: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.available or self.maximum)

    def numbers(self, group: Group) -> Numbers:
        if not self.available:
            raise OpenPlacesRefused(HOW_MANY_OPEN, code="how_many_open", group=group)
        read = Numbers(whole(self.available, group), whole(self.maximum, group) if self.maximum else None)
        check_numbers(group, read)
        return read


def whole(text: str, group: Group) -> int:
    if not (text.isascii() and text.isdigit()):
        raise OpenPlacesRefused(NOT_A_NUMBER, code="not_a_number", group=group)
    number = int(text)
    if number > MOST:
        raise OpenPlacesRefused("", code="out_of_range", group=group, most=MOST)
    return number


@dataclass(frozen=True)
class SheetForm:
    """Every group of the sheet: what is in its two fields, and what is wrong with it."""

    rows: dict[Group, Typed]
    seen: int

    @classmethod
    def of(cls, numbers: Mapping[Group, Numbers], *, seen: int) -> "SheetForm":
        rows = {group: Typed() for group in GROUPS}
        for group, each in numbers.items():
            rows[group] = Typed(str(each.available), "" if each.maximum is None else str(each.maximum))
        return cls(rows, seen)

    @classmethod
    def from_post(cls, post: QueryDict) -> "SheetForm":
        rows = {group: typed_row(post, group) for group in GROUPS}
        rows |= {group: row for group in PAID_GROUPS if not (row := typed_row(post, group)).is_empty}
        for level in Level:
            add_line(rows, post, level)
        return cls(rows, read_seen(post.get("seen", "")))

    def read(self) -> tuple[dict[Group, Numbers], "SheetForm"]:
        """What is said, and the form with its faults beside the rows that have them."""
        said, rows = {}, dict(self.rows)
        for group, row in self.rows.items():
            if row.is_empty or row.error:
                continue
            try:
                said[group] = row.numbers(group)
            except OpenPlacesRefused as refusal:
                rows[group] = Typed(row.available, row.maximum, error_text(refusal), refusal.params)
        return said, SheetForm(rows, self.seen)

    def seen_now(self, seen: int) -> "SheetForm":
        """The same numbers, by an editor who has now seen the others'."""
        return SheetForm(self.rows, seen)

    @property
    def has_faults(self) -> bool:
        return any(row.error for row in self.rows.values())


def error_text(refusal: OpenPlacesRefused) -> str:
    return REFUSALS.get(refusal.code, str(refusal))


def group_name(group: Group) -> str:
    """As fields and buttons call it. Of whoever pays nothing is said, so that older pages are read as they were."""
    name = f"{group.level}-{group.sex}-{group.age_band}"
    return name if group.payer is Payer.ANY else f"{name}-{group.payer}"


def field_name(kind: str, group: Group) -> str:
    return f"{kind}-{group_name(group)}"


def typed_row(post: QueryDict, group: Group) -> Typed:
    return Typed(typed(post, field_name("available", group)), typed(post, field_name("maximum", group)))


def typed(post: QueryDict, name: str) -> str:
    return post.get(name, "").strip()[:LONGEST]


def add_line(rows: dict[Group, Typed], post: QueryDict, level: Level) -> None:
    """The empty line below a level, for places that one payer alone pays for. Without a number it says nothing."""
    line = Typed(typed(post, f"add-available-{level}"), typed(post, f"add-maximum-{level}"))
    if line.is_empty:
        return
    group = added_group(post, level)
    above = rows.get(group, Typed())
    rows[group] = line if above.is_empty else Typed(above.available, above.maximum, TYPED_TWICE)


def added_group(post: QueryDict, level: Level) -> Group:
    """A word that no list of ours offers was written by a program, and not by a person."""
    words = (post.get(f"add-{part}-{level}", "") for part in ("sex", "age", "payer"))
    try:
        sex, age_band, payer = words
        return Group(level, Sex(sex), AgeBand(age_band), Payer(payer))
    except ValueError as error:
        raise SuspiciousOperation("No such group of places.") from error


def read_seen(text: str) -> int:
    """A number nobody sent is a page that never was: whatever is stored is then newer."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1
