"""Two or three facilities side by side: what differs first, then what all of them list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handrail.directory.domain.code_groups import CodeGroup
from handrail.directory.domain.first_facts import first_and_more
from handrail.directory.domain.questions import ONLY_SERVES, disputed_codes
from handrail.directory.facility_facts import Line, code_line, heading
from handrail.directory.labels import group_of, in_dictionary_order, label
from handrail.directory.models import Facility
from handrail.directory.page_facts import SHOWN_GROUPS

FEWEST, MOST = 2, 3
LIMITS = frozenset({"NOOP", "NMOA", "NAUT", "NMAUT", *ONLY_SERVES})


class Mark(StrEnum):
    """What one listing says of a fact. A claim that the same row denies is not the same as a plain one.

    What a place does not do, and whom it keeps out, is no offer to be ticked.
    """

    LISTED = "listed"
    DISPUTED = "disputed"
    LIMIT = "limit"
    MISSING = "missing"


Claims = Mapping[str, Mark]  # the codes a facility lists


@dataclass(frozen=True)
class Difference:
    """One fact that not all of them list alike, with what each says of it in turn."""

    code: str
    text: str
    marks: tuple[Mark, ...]


Facts = tuple[Difference, ...]


@dataclass(frozen=True)
class Row:
    """One heading with the facts that differ under it."""

    code: str
    heading: str
    facts: Facts


@dataclass(frozen=True)
class Shared:
    """One heading, with what every facility lists under it."""

    code: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Comparison:
    """`first` is what decides for most people whether they can go, `further` the other differences."""

    first: tuple[Row, ...]
    further: tuple[Row, ...]
    shared: tuple[Shared, ...]


def comparison(facilities: Sequence[Facility], language: str) -> Comparison:
    """Under each heading of the facility page, in its order; a heading without a line is left out."""
    claims = [claims_of(facility) for facility in facilities]
    differing = [parted(group, differences(claims, group, language)) for group in CodeGroup]
    shared = [Shared(group.value, heading(group, language), alike(claims, group, language)) for group in CodeGroup]
    return Comparison(
        first=rows([(group, first) for group, first, _ in differing], language),
        further=rows([(group, more) for group, _, more in differing], language),
        shared=tuple(each for each in shared if each.lines),
    )


def parted(group: CodeGroup, facts: Facts) -> tuple[CodeGroup, Facts, Facts]:
    """Those that matter to most people, as on the facility page, and the others."""
    if group not in SHOWN_GROUPS:
        return group, (), facts
    by_code = {fact.code: fact for fact in facts}
    first, more = first_and_more(group, list(by_code))
    return group, tuple(by_code[code] for code in first), tuple(by_code[code] for code in more)


def rows(facts: Sequence[tuple[CodeGroup, Facts]], language: str) -> tuple[Row, ...]:
    return tuple(Row(group.value, heading(group, language), told) for group, told in facts if told)


def claims_of(facility: Facility) -> Claims:
    codes = facility.code_list
    disputed = disputed_codes(codes)
    return {code: mark_of(code, is_disputed=code in disputed) for code in codes}


def mark_of(code: str, *, is_disputed: bool) -> Mark:
    return Mark.DISPUTED if is_disputed else Mark.LIMIT if code in LIMITS else Mark.LISTED


def marks_of(claims: Sequence[Claims], group: CodeGroup) -> dict[str, tuple[Mark, ...]]:
    codes = {code for each in claims for code in each if group_of(code) is group}
    return {code: tuple(each.get(code, Mark.MISSING) for each in claims) for code in in_dictionary_order(codes)}


def differences(claims: Sequence[Claims], group: CodeGroup, language: str) -> Facts:
    told = marks_of(claims, group)
    return tuple(Difference(code, label(code, language), marks) for code, marks in told.items() if len(set(marks)) > 1)


def alike(claims: Sequence[Claims], group: CodeGroup, language: str) -> tuple[Line, ...]:
    told = marks_of(claims, group)
    return tuple(
        code_line(code, language, is_disputed=marks[0] is Mark.DISPUTED)
        for code, marks in told.items()
        if len(set(marks)) == 1
    )
