"""Two or three facilities side by side: what differs first, then what all of them list."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.directory.domain.code_groups import CodeGroup
from handrail.directory.domain.questions import disputed_codes
from handrail.directory.facility_facts import Line, code_line, heading
from handrail.directory.labels import group_of, in_dictionary_order
from handrail.directory.models import Facility

FEWEST, MOST = 2, 3

Claim = tuple[str, bool]  # a code, and whether its own row denies it: a doubtful claim is not the same as a plain one


@dataclass(frozen=True)
class Row:
    """One heading, with the lines of each facility in turn."""

    code: str
    heading: str
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Shared:
    """One heading, with what every facility lists under it."""

    code: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Comparison:
    differing: tuple[Row, ...]
    shared: tuple[Shared, ...]


def comparison(facilities: Sequence[Facility], language: str) -> Comparison:
    """Under each heading of the facility page, in its order; a heading without a line is left out."""
    claims = [claims_of(facility) for facility in facilities]
    common = frozenset.intersection(*claims)
    rows = [
        Row(group.value, heading(group, language), tuple(lines(each - common, group, language) for each in claims))
        for group in CodeGroup
    ]
    shared = [Shared(group.value, heading(group, language), lines(common, group, language)) for group in CodeGroup]
    return Comparison(
        differing=tuple(row for row in rows if any(row.cells)),
        shared=tuple(each for each in shared if each.lines),
    )


def claims_of(facility: Facility) -> frozenset[Claim]:
    codes = facility.code_list
    disputed = disputed_codes(codes)
    return frozenset((code, code in disputed) for code in codes)


def lines(claims: frozenset[Claim], group: CodeGroup, language: str) -> tuple[Line, ...]:
    disputed = dict(claims)
    ordered = in_dictionary_order(code for code in disputed if group_of(code) is group)
    return tuple(code_line(code, language, is_disputed=disputed[code]) for code in ordered)
