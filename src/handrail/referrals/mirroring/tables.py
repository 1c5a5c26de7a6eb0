"""Counts the tables of a period, from facts without a person."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from handrail.directory.domain.open_places import Level
from handrail.privacy.domain.fixed_periods import Period
from handrail.privacy.domain.linked_tables import columns_of_year, shown_together
from handrail.referrals.domain.block_grant import state_report
from handrail.referrals.domain.mirror import asked_in, mirror_of, network_columns
from handrail.referrals.domain.mirror_areas import rows_of_areas
from handrail.referrals.domain.mirror_columns import COLUMNS, FIRST_DOSE, FIRST_VISIT, LOST, NO_SHOW
from handrail.referrals.domain.mirror_dimensions import ALL_SAID_NO, ONE_SAID_YES, Dimension
from handrail.referrals.domain.needs import PayerClass
from handrail.referrals.domain.referral_facts import ReferralFacts, SourceKind
from handrail.referrals.domain.waiting_census import census_columns, census_of
from handrail.referrals.mirroring.stored_tables import (
    columns_again,
    columns_stored,
    row_stored,
    table_stored,
)

LANGUAGES: Final = ("en", "es")
ROWS: Final[dict[Dimension, tuple[str, ...]]] = {
    Dimension.SOURCE: tuple(SourceKind),
    Dimension.NEED: tuple(Level),
    Dimension.LANGUAGE: LANGUAGES,
    Dimension.PAYER: tuple(PayerClass),
    Dimension.SAID: (ONE_SAID_YES, ALL_SAID_NO),
}
"""Fixed before anybody was counted."""

OF_A_PROGRAM: Final = (FIRST_DOSE, FIRST_VISIT, NO_SHOW, LOST)
"""What a program's five facts are made of: its other columns are shown as one."""


def tables_of_quarter(
    facts: Sequence[ReferralFacts], waiting: Sequence[ReferralFacts], *, quarter: Period, today: date
) -> dict[str, Any]:
    shared = network_columns(facts, quarter=quarter, today=today)
    tables: dict[str, Any] = {"columns": columns_stored(shared)}
    for dimension, rows in ROWS.items():
        found = mirror_of(facts, dimension=dimension, rows=rows, period=quarter, shared=shared, today=today)
        tables[dimension.value] = [row_stored(row) for row in found]
    counted = census_columns(waiting, period=quarter, today=today)
    census = census_of(
        waiting, dimension=Dimension.NEED, rows=ROWS[Dimension.NEED], period=quarter, shared=counted, today=today
    )
    return tables | {"waiting": table_stored(census)}


def tables_of_year(
    quarters: Sequence[dict[str, Any]],
    facts: Sequence[ReferralFacts],
    *,
    programs: Mapping[str, str],
    year: Period,
    today: date,
) -> dict[str, Any]:
    """`quarters`: the columns of each, as they were published; `programs`: each with the area in which it lies."""
    shared = columns_of_year([columns_again(columns) for columns in quarters])
    shared = shown_together(shared, [column for column in COLUMNS if column not in OF_A_PROGRAM])
    rows = mirror_of(
        facts, dimension=Dimension.PROGRAM, rows=list(programs), period=year, shared=shared, today=today
    )  # fmt: skip
    areas = rows_of_areas(rows, asked_in(facts, year), areas=programs)
    return {
        "columns": columns_stored(shared),
        "program": [row_stored(row) for row in rows],
        "rural": [row_stored(row) for row in areas],
    }


def tables_for_state(facts: Sequence[ReferralFacts], *, quarter: Period, today: date) -> dict[str, Any]:
    """Without notices about capacity: no program tells us of those that it sends to its State."""
    return {"requests": table_stored(state_report(facts, None, quarter=quarter, today=today).requests)}
