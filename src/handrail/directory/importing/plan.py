"""What a file means for the facilities already held: worked out in memory, then written in one go."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from handrail.directory.domain import precedence
from handrail.directory.domain.listed_row import ListedRow, UnreadableRow
from handrail.directory.domain.matching import OTP_PASSES, SURE_OTP_PASSES, Candidate, Matching, match
from handrail.directory.domain.sources import FacilityKind, Source
from handrail.directory.importing.candidates import facility_candidate, row_candidate
from handrail.directory.importing.rows import PLACE_COLUMNS
from handrail.directory.importing.taking_facts import FactTaker
from handrail.directory.models import Facility

NAMES = ("name", "program", "street1", "street2", "city", "state", "zip", "phone")  # beside PLACE_COLUMNS
UNCLEAR = "two listed facilities fit it equally well"


Compared = tuple[ListedRow, Candidate]


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
    rewritten: set[int] = field(default_factory=set)
    spared: set[int] = field(default_factory=set)
    gone: list[Facility] = field(default_factory=list)

    @property
    def new(self) -> list[Facility]:
        return self.held[self.first_new :]

    @property
    def touched(self) -> list[Facility]:
        return [self.held[place] for place in sorted(self.rewritten) if place < self.first_new]


def make_plan(
    rows: Iterable[ListedRow], unreadable: Iterable[UnreadableRow], held: list[Facility], taker: FactTaker
) -> Plan:
    """Rows that only add codes come last, so that they also find the facilities this same file has brought."""
    plan = Plan(held=held, first_new=len(held), refused=list(unreadable))
    compared = distinct(rows, plan)
    whole = [pair for pair in compared if not pair[0].only_adds_codes]
    facilities = [facility_candidate(place, one) for place, one in enumerate(held)]
    settle(whole, match([candidate for _, candidate in whole], facilities), plan, taker)
    settle_adding([pair for pair in compared if pair[0].only_adds_codes], plan, taker)
    if precedence.is_complete(taker.source):
        plan.gone = list(newly_gone(plan, taker.year))
    plan.refused.sort(key=lambda row: row.number)
    return plan


def distinct(rows: Iterable[ListedRow], plan: Plan) -> list[Compared]:
    """A row that repeats another in every fact says nothing new. Of repeats, one with a point is kept."""
    kept: dict[tuple[object, ...], Compared] = {}
    for row in rows:
        candidate = row_candidate(row)
        key = (candidate.facts, candidate.codes)
        if key in kept:
            plan.unchanged += 1
        if key not in kept or fullness(row) > fullness(kept[key][0]):
            kept[key] = row, candidate
    return list(kept.values())


def fullness(row: ListedRow) -> tuple[object, ...]:
    """Orders repeats by what they say beyond the compared facts, never by where they stand."""
    return (row.point is not None, row.point or (), row.website or "")


def settle_adding(compared: list[Compared], plan: Plan, taker: FactTaker) -> None:
    """Listed facilities first; one that is gone comes back only where a sure pass says that the row names it.
    Such rows repeat what rows like them added, so here the added codes count."""
    if not compared:
        return
    listed, gone = [], []
    for place, one in enumerate(plan.held):
        (listed if is_listed_or_only_otp(one) else gone).append(facility_candidate(place, one, has_added=True))
    matching = match([candidate for _, candidate in compared], listed, passes=OTP_PASSES)
    known = {*matching.pairs, *matching.unclear}
    left = [candidate for row, candidate in compared if row.number not in known]
    back = match(left, gone, passes=SURE_OTP_PASSES)
    settle(compared, Matching(pairs=matching.pairs | back.pairs, unclear=matching.unclear | back.unclear), plan, taker)


def is_listed_or_only_otp(facility: Facility) -> bool:
    return facility.gone_since_year is None or facility.kind == FacilityKind.OPIOID_TREATMENT_PROGRAM


def settle(compared: list[Compared], matching: Matching, plan: Plan, taker: FactTaker) -> None:
    for row, _ in compared:
        if row.number in matching.pairs:
            take(row, matching.pairs[row.number], plan, taker)
        elif row.number in matching.unclear:
            plan.spared.update(matching.unclear[row.number])
            content = {column: str(getattr(row, name)) for column, name in zip(PLACE_COLUMNS, NAMES, strict=True)}
            plan.refused.append(UnreadableRow(row.number, UNCLEAR, content))
        else:
            plan.held.append(taker.new_facility(row))


def take(row: ListedRow, place: int, plan: Plan, taker: FactTaker) -> None:
    facility = plan.held[place]
    before = bookkeeping(facility)
    changed = taker.take(row, facility)
    plan.seen.add(place)
    if changed or bookkeeping(facility) != before:
        plan.rewritten.add(place)
    plan.changed_fields.update(changed)
    if changed:
        plan.changed += 1
    else:
        plan.unchanged += 1


def bookkeeping(facility: Facility) -> tuple[object, ...]:
    """What may move on although no fact changed: the year and source that last listed it."""
    return (
        facility.source,
        facility.source_year,
        facility.national_year,
        facility.added_codes,
        facility.added_year,
        facility.same_address_key,
    )


def newly_gone(plan: Plan, year: int) -> Iterable[Facility]:
    for place, facility in enumerate(plan.held[: plan.first_new]):
        is_missing = place not in plan.seen and place not in plan.spared and facility.gone_since_year is None
        if is_missing and precedence.is_gone(
            source=Source(facility.source),
            source_year=facility.source_year,
            national_year=facility.national_year,
            added_year=facility.added_year,
            directory_year=year,
        ):
            facility.gone_since_year = year
            yield facility
