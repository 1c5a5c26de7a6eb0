"""What a file means for the facilities already held: worked out in memory, then written in one go."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from handrail.directory.domain import precedence
from handrail.directory.domain.listed_row import ListedRow, UnreadableRow
from handrail.directory.domain.matching import match
from handrail.directory.domain.sources import FacilityKind, Source
from handrail.directory.importing.candidates import facility_candidate, row_candidate
from handrail.directory.importing.rows import PLACE_COLUMNS
from handrail.directory.importing.taking_facts import FactTaker
from handrail.directory.models import Facility

NAMES = ("name", "program", "street1", "street2", "city", "state", "zip", "phone")  # beside PLACE_COLUMNS
UNCLEAR = "two listed facilities fit it equally well"


@dataclass(slots=True)
class Plan:
    """Each row of the file is in exactly one counter. `held` are the facilities of the database, then the new ones."""

    held: list[Facility]
    first_new: int
    changed: int = 0
    unchanged: int = 0
    refused: list[UnreadableRow] = field(default_factory=list)
    changed_fields: Counter[str] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)
    spared: set[int] = field(default_factory=set)
    gone: list[Facility] = field(default_factory=list)

    @property
    def new(self) -> list[Facility]:
        return self.held[self.first_new :]

    @property
    def touched(self) -> list[Facility]:
        return [self.held[place] for place in sorted(self.seen) if place < self.first_new]


def make_plan(
    rows: Iterable[ListedRow], unreadable: Iterable[UnreadableRow], held: list[Facility], taker: FactTaker
) -> Plan:
    """Rows that only add codes come last, so that they also find the facilities this same file has brought."""
    plan = Plan(held=held, first_new=len(held), refused=list(unreadable))
    whole, adding = [], []
    for row in distinct(rows, plan):
        (adding if row.only_adds_codes else whole).append(row)
    settle(whole, [True] * len(held), plan, taker)
    settle(adding, [can_gain_codes(facility) for facility in held], plan, taker)
    if precedence.is_complete(taker.source):
        plan.gone = list(newly_gone(plan, taker.year))
    plan.refused.sort(key=lambda row: row.number)
    return plan


def distinct(rows: Iterable[ListedRow], plan: Plan) -> list[ListedRow]:
    """A row that repeats another in every fact says nothing new. Of repeats, one with a point is kept."""
    kept: dict[tuple[object, ...], ListedRow] = {}
    for row in rows:
        said = row_candidate(row)
        key = (said.facts, said.codes)
        if key in kept:
            plan.unchanged += 1
        kept[key] = max(
            kept.get(key, row), row, key=lambda one: (one.point is not None, one.point or (), one.website or "")
        )
    return list(kept.values())


def can_gain_codes(facility: Facility) -> bool:
    """A facility that is gone does not come back because an export names an OTP there, unless it was only that."""
    return facility.gone_since_year is None or facility.kind == FacilityKind.OPIOID_TREATMENT_PROGRAM


def settle(rows: list[ListedRow], is_open: list[bool], plan: Plan, taker: FactTaker) -> None:
    candidates = [facility_candidate(place, plan.held[place]) for place, open_ in enumerate(is_open) if open_]
    matching = match([row_candidate(row) for row in rows], candidates)
    for row in rows:
        if row.number in matching.pairs:
            take(row, matching.pairs[row.number], plan, taker)
        elif row.number in matching.unclear:
            plan.spared.update(matching.unclear[row.number])
            content = {column: str(getattr(row, name)) for column, name in zip(PLACE_COLUMNS, NAMES, strict=True)}
            plan.refused.append(UnreadableRow(row.number, UNCLEAR, content))
        else:
            plan.held.append(taker.new_facility(row))


def take(row: ListedRow, place: int, plan: Plan, taker: FactTaker) -> None:
    changed = taker.take(row, plan.held[place])
    plan.seen.add(place)
    plan.changed_fields.update(changed)
    if changed:
        plan.changed += 1
    else:
        plan.unchanged += 1


def newly_gone(plan: Plan, year: int) -> Iterable[Facility]:
    for place, facility in enumerate(plan.held[: plan.first_new]):
        is_missing = place not in plan.seen and place not in plan.spared and facility.gone_since_year is None
        if is_missing and precedence.is_gone(
            source=Source(facility.source),
            source_year=facility.source_year,
            national_year=facility.national_year,
            directory_year=year,
        ):
            facility.gone_since_year = year
            yield facility
