"""Rows of a file paired with the facilities already listed, from the surest key to the weakest, one to one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from handrail.directory.domain.identity import Identity

OTP = "OTP"
MOST_COMPARISONS = 10_000  # in one group; a file of thousands of rows alike must not take quadratic time


class Candidate(NamedTuple):
    """A row (reference: its number) or a facility (reference: its key). `facts` is all it says, and orders ties."""

    reference: int
    identity: Identity
    codes: frozenset[str]
    facts: tuple[str, ...]
    is_listed: bool = True


class Pass(NamedTuple):
    """One way to recognize a place. `is_sure`: several in a group are told apart by their codes, and a tie is refused;
    otherwise the key only counts where one row and one facility are left with it, and their codes are alike enough."""

    name: str
    key: Callable[[Candidate], Hashable | None]
    is_sure: bool
    least_alike: float = 0.0


@dataclass(slots=True)
class Matching:
    """Who is whom. A row in neither is new. `unclear` rows fit the named facilities equally well."""

    pairs: dict[int, int] = field(default_factory=dict)
    found_by: dict[int, str] = field(default_factory=dict)
    unclear: dict[int, tuple[int, ...]] = field(default_factory=dict)


def by(*names: str, needing: tuple[str, ...] = ()) -> Callable[[Candidate], Hashable | None]:
    """A key of identity parts; None, so never a match, where a needed part is empty."""
    places = [Identity._fields.index(name) for name in ("is_mental_health", *names)]
    needed = [Identity._fields.index(name) for name in needing]

    def key(candidate: Candidate) -> Hashable | None:
        parts = candidate.identity
        return tuple(parts[place] for place in places) if all(parts[place] for place in needed) else None

    return key


# Tried on the directories of 2022 and 2023, pairs read one by one: a shared call center makes "name, ZIP, phone" join
# two programs of one provider (their codes agree by 0.6), and an address alone joins neighbors (0.4), while true pairs
# of both keys agree by 0.8 and more.
PASSES = (
    Pass("all facts", lambda candidate: (candidate.identity.is_mental_health, candidate.facts, candidate.codes), True),
    Pass("all parts", by("name", "program", "street", "unit", "zip", "phone", needing=("street",)), True),
    Pass("name, program, address", by("name", "program", "street", "zip", needing=("street",)), True),
    Pass("name, address, phone", by("name", "street", "zip", "phone", needing=("street", "phone")), True),
    Pass("name, address", by("name", "street", "zip", needing=("street",)), True),
    Pass(
        "program, address, phone", by("program", "street", "zip", "phone", needing=("program", "street", "phone")), True
    ),
    Pass("program, address", by("program", "street", "zip", needing=("program", "street")), False),
    Pass("address, phone", by("street", "zip", "phone", needing=("street", "phone")), False),
    Pass("name, program, ZIP, phone", by("name", "program", "zip", "phone", needing=("phone",)), False),
    Pass("name, street, city", by("name", "street", "city", "state", needing=("street",)), False),
    Pass("name, program, city, phone", by("name", "program", "city", "state", "phone", needing=("phone",)), False),
    Pass("name, program, ZIP", by("name", "program", "zip"), False),
    Pass("name, ZIP, phone", by("name", "zip", "phone", needing=("phone",)), False, least_alike=0.75),
    Pass("address", by("street", "zip", needing=("street",)), False, least_alike=0.8),
)


def of_an_otp(key: Callable[[Candidate], Hashable | None]) -> Callable[[Candidate], Hashable | None]:
    """Only between a row and a facility that both say OTP."""
    return lambda candidate: key(candidate) if OTP in candidate.codes else None


# An export's OTP row comes from another list with other spellings. At one address, or behind one phone in one ZIP,
# there is hardly ever a second OTP, and the row only repeats what the facility already says.
OTP_PASSES = (
    *(step for step in PASSES if step.is_sure or step.name == "address, phone"),
    Pass("OTP, address", of_an_otp(by("street", "zip", needing=("street",))), True),
    Pass("OTP, ZIP, phone", of_an_otp(by("zip", "phone", needing=("phone",))), True),
    Pass("OTP, name, ZIP", of_an_otp(by("name", "zip")), True),
    Pass("ZIP, phone", by("zip", "phone", needing=("phone",)), False),
)
SURE_OTP_PASSES = tuple(step for step in OTP_PASSES if step.is_sure)


def match(rows: Iterable[Candidate], listed: Iterable[Candidate], *, passes: tuple[Pass, ...] = PASSES) -> Matching:
    """Independent of the order of rows: ties are broken by what a row says, never by where it stands."""
    matching = Matching()
    free_rows = {row.reference: row for row in in_order(rows)}
    free_listed = {facility.reference: facility for facility in in_order(listed)}
    for step in passes:
        by_key = grouped(free_listed.values(), step)
        for key, group in grouped(free_rows.values(), step).items():
            if facilities := by_key.get(key):
                pair_group(group, facilities, step, matching)
        for reference in [*matching.pairs, *matching.unclear]:
            free_rows.pop(reference, None)
        for reference in matching.pairs.values():
            free_listed.pop(reference, None)
    return matching


def in_order(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """By what they say. Codes are only sorted where all else is equal, which is rare."""
    by_facts = sorted(candidates, key=attrgetter("facts"))
    for _, group in groupby(by_facts, key=attrgetter("facts")):
        ties = list(group)
        yield from sorted(ties, key=tie_order) if len(ties) > 1 else ties


def tie_order(candidate: Candidate) -> tuple[object, ...]:
    return (sorted(candidate.codes), candidate.reference)


def grouped(candidates: Iterable[Candidate], step: Pass) -> dict[Hashable, list[Candidate]]:
    groups: dict[Hashable, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if (key := step.key(candidate)) is not None:
            groups[key].append(candidate)
    return groups


def pair_group(rows: list[Candidate], facilities: list[Candidate], step: Pass, matching: Matching) -> None:
    if len(rows) == len(facilities) == 1:
        if alike(rows[0].codes, facilities[0].codes) >= step.least_alike:
            settle(rows[0], facilities[0], step, matching)
    elif step.is_sure and len(rows) * len(facilities) > MOST_COMPARISONS:
        for row in rows:
            matching.unclear[row.reference] = tuple(facility.reference for facility in facilities[:2])
    elif step.is_sure:
        pair_by_likeness(rows, facilities, step, matching)


def alike(codes: frozenset[str], others: frozenset[str]) -> float:
    """Codes in common as a share of all codes of both (Jaccard)."""
    return len(codes & others) / len(codes | others) if codes or others else 1.0


def settle(row: Candidate, facility: Candidate, step: Pass, matching: Matching) -> None:
    matching.pairs[row.reference] = facility.reference
    matching.found_by[row.reference] = step.name


def likeness(row: Candidate, facility: Candidate) -> tuple[int, ...]:
    """Most codes in common first; then the rest of what tells two programs of one house apart."""
    same = [
        getattr(row.identity, part) == getattr(facility.identity, part) for part in ("program", "phone", "unit", "name")
    ]
    common = len(row.codes & facility.codes)
    apart = len(row.codes ^ facility.codes)
    identical_cells = sum(a == b for a, b in zip(row.facts, facility.facts, strict=True))
    return (common, -apart, *map(int, same), identical_cells, int(facility.is_listed))


def pair_by_likeness(rows: list[Candidate], facilities: list[Candidate], step: Pass, matching: Matching) -> None:
    """Level by level of likeness, so that the best pairs are made before the merely good ones."""
    levels: dict[tuple[int, ...], dict[int, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for facility in facilities:
            levels[likeness(row, facility)][row.reference].append(facility)
    by_reference = {row.reference: row for row in rows}
    taken: set[int] = set()
    done: set[int] = set()
    for level in sorted(levels, reverse=True):
        pair_level(levels[level], by_reference, taken, done, step, matching)


def pair_level(
    choices: dict[int, list[Candidate]],
    rows: dict[int, Candidate],
    taken: set[int],
    done: set[int],
    step: Pass,
    matching: Matching,
) -> None:
    """Rows with one facility left at this level take it; rows that still have two are unclear."""
    open_rows = [reference for reference in choices if reference not in done]
    progress = True
    while progress:
        progress = False
        for reference in open_rows:
            left = [facility for facility in choices[reference] if facility.reference not in taken]
            if reference not in done and len(left) == 1:
                settle(rows[reference], left[0], step, matching)
                taken.add(left[0].reference)
                done.add(reference)
                progress = True
    for reference in open_rows:
        left = [facility for facility in choices[reference] if facility.reference not in taken]
        if reference not in done and len(left) > 1:
            matching.unclear[reference] = tuple(sorted(facility.reference for facility in left))
            done.add(reference)
