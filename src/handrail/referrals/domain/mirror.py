"""The network sees itself: how long people waited and where they were lost, by one dimension and one fixed period.

Everything here is read from one published table (S35). A median is shown where that table alone says that it is of 11
people or more, and a 90th percentile where it says 50, so that neither its presence nor its absence tells a number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from handrail.privacy.domain.counted_tables import TOTAL, PublishedTable
from handrail.privacy.domain.fixed_periods import Period, PeriodRefused, is_in, may_be_published
from handrail.privacy.domain.linked_tables import SharedColumns, publish_beside, shared_columns
from handrail.privacy.domain.small_numbers import (
    SMALLEST_FOR_NINETIETH,
    SUPPRESSED,
    Shown,
    is_small,
    median_of,
    ninetieth_of,
)
from handrail.referrals.domain.mirror_columns import (
    ACCEPTED,
    ANSWERED,
    ARRIVED,
    COLUMNS,
    DECLINES,
    FIRST_DOSE,
    LOST,
    NO_SHOW,
    column_of,
)
from handrail.referrals.domain.mirror_dimensions import OTHER, PERIOD_OF, Dimension, row_of
from handrail.referrals.domain.referral_facts import ReferralFacts

HOUR: Final = timedelta(hours=1)


class Wait(StrEnum):
    """From the asking to what. Product choice, after what the referral systems we read report."""

    ANSWER = "first_answer"
    ACCEPT = "acceptance"
    VISIT = "first_visit"
    DOSE = "first_dose"


# The columns whose people have surely had it.
SURELY_HAD: Final[dict[Wait, tuple[str, ...]]] = {
    Wait.ANSWER: ANSWERED,
    Wait.ACCEPT: ACCEPTED,
    Wait.VISIT: ARRIVED,
    Wait.DOSE: (FIRST_DOSE,),
}


@dataclass(frozen=True)
class Hours:
    """Whole hours, so that no one person's minutes stand there."""

    median: Shown
    ninetieth: Shown


@dataclass(frozen=True)
class MirrorRow:
    """One row of the mirror; `label` None: the whole network. A column that went into "all else" is suppressed."""

    label: str | None
    asked: Shown
    columns: Mapping[str, Shown]
    accepted: Shown
    accepted_at_least: int
    arrived: Shown
    arrived_at_least: int
    declined: Shown
    no_shows: Shown
    lost_after_acceptance: Shown
    waits: Mapping[Wait, Hours]


def asked_in(facts: Iterable[ReferralFacts], period: Period) -> list[ReferralFacts]:
    return [each for each in facts if is_in(each.asked_at.date(), period)]


def network_columns(facts: Iterable[ReferralFacts], *, quarter: Period, today: date) -> SharedColumns:
    """The first table of a quarter, which all others stand beside. A year's are `columns_of_year` of its quarters."""
    check_publishable(quarter, today=today)
    counted = [column_of(each) for each in asked_in(facts, quarter)]
    return shared_columns({column: counted.count(column) for column in COLUMNS})


def mirror_of(
    facts: Iterable[ReferralFacts],
    *,
    dimension: Dimension,
    rows: Sequence[str],
    period: Period,
    shared: SharedColumns,
    today: date,
) -> list[MirrorRow]:
    """Count it once, keep what comes out, and never count it anew: a difference between two countings is a person.

    For a year, `facts` are those of its quarters as they were counted then; others do not add up and are refused.
    """
    if period.kind is not PERIOD_OF[dimension]:
        raise PeriodRefused(f"The table by {dimension} is published by {PERIOD_OF[dimension]} alone.")
    check_publishable(period, today=today)
    by_row: dict[str, list[ReferralFacts]] = {row: [] for row in (*rows, OTHER)}
    for each in asked_in(facts, period):
        by_row[row_of(each, dimension, rows=rows)].append(each)
    table = publish_beside(shared, counts_of(by_row))
    network = [each for group in by_row.values() for each in group]
    groups: list[tuple[str | None, list[ReferralFacts]]] = [*by_row.items(), (TOTAL, network)]
    there = dimension is Dimension.PROGRAM
    return [mirror_row(table, shared, label, as_waited(group, there=there)) for label, group in groups]


def as_waited(group: Sequence[ReferralFacts], *, there: bool) -> list[ReferralFacts]:
    """A program answers for its own waits, and not for those that others had before it was asked."""
    return [each.seen_there() for each in group] if there else list(group)


def check_publishable(period: Period, *, today: date) -> None:
    if not may_be_published(period, today=today):
        raise PeriodRefused(f"{period} is not over, or its referrals have not had time to end.")


def counts_of(by_row: Mapping[str, list[ReferralFacts]]) -> dict[tuple[str, str], int]:
    counts = {(row, column): 0 for row in by_row for column in COLUMNS}
    for row, group in by_row.items():
        for each in group:
            counts[row, column_of(each)] += 1
    return counts


def mirror_row(
    table: PublishedTable, shared: SharedColumns, label: str | None, group: Sequence[ReferralFacts]
) -> MirrorRow:
    def exactly(*columns: str) -> Shown:
        return table.total_of(label, shared.within(columns)) if shared.has_all(columns) else SUPPRESSED

    def at_least(columns: Sequence[str]) -> int:
        return table.at_least(label, shared.within(columns))

    return MirrorRow(
        label=label,
        asked=table.at(label, TOTAL),
        columns={column: exactly(column) for column in COLUMNS},
        accepted=exactly(*ACCEPTED),
        accepted_at_least=at_least(ACCEPTED),
        arrived=exactly(*ARRIVED),
        arrived_at_least=at_least(ARRIVED),
        declined=exactly(*DECLINES),
        no_shows=exactly(NO_SHOW),
        lost_after_acceptance=exactly(LOST),
        waits={wait: hours_of(group, wait, surely=at_least(SURELY_HAD[wait])) for wait in Wait},
    )


def hours_of(group: Sequence[ReferralFacts], wait: Wait, *, surely: int) -> Hours:
    """`surely`: how many people it is of, as every reader can add up."""
    moments = [(each, moment_of(each, wait)) for each in group]
    hours = [time / HOUR for each, moment in moments if (time := each.after_asking(moment)) is not None]
    median = SUPPRESSED if is_small(surely) else median_of(hours)
    ninetieth = SUPPRESSED if surely < SMALLEST_FOR_NINETIETH else ninetieth_of(hours)
    return Hours(in_whole_hours(median), in_whole_hours(ninetieth))


def moment_of(facts: ReferralFacts, wait: Wait) -> datetime | None:
    return {
        Wait.ANSWER: facts.first_answer_at,
        Wait.ACCEPT: facts.accepted_at,
        Wait.VISIT: facts.arrived_at,
        Wait.DOSE: facts.first_dose_at,
    }[wait]


def in_whole_hours(hours: float | Shown) -> Shown:
    return SUPPRESSED if hours is SUPPRESSED else round(hours)
