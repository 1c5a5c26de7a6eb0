from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.privacy.domain.fixed_periods import PeriodRefused, quarters_of
from handrail.privacy.domain.linked_tables import TablesRefused, columns_of_year
from handrail.privacy.domain.small_numbers import SUPPRESSED
from handrail.referrals.domain.mirror import Hours, Wait, hours_of, mirror_of, network_columns
from handrail.referrals.domain.mirror_columns import COLUMNS
from handrail.referrals.domain.mirror_dimensions import Dimension
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.referral_facts import Ending, SourceKind
from privacy.table_attacker import Attacker
from referrals.referrals_of_a_quarter import ASKED, QUARTER, SETTLED, YEAR, after, answered, arrived, many, referral

SOURCES = list(SourceKind)
NOTHING = Hours(SUPPRESSED, SUPPRESSED)


def by_source(facts, **changes):
    shared = network_columns(facts, quarter=QUARTER, today=SETTLED)
    arguments = {"dimension": Dimension.SOURCE, "rows": SOURCES, "period": QUARTER, "shared": shared, "today": SETTLED}
    return {row.label: row for row in mirror_of(facts, **(arguments | changes))}


def a_good_quarter():
    return [
        *many(60, arrived, hours=48, dose=50),
        *many(20, arrived, hours=72, source_kind=SourceKind.JUSTICE),
        *many(12, answered, ending=Ending.NO_SHOW, source_kind=SourceKind.JUSTICE),
        *many(15, referral, ending=Ending.DECLINED, decline_reason=DeclineReason.NO_PLACE),
        *many(4, referral, ending=Ending.DECLINED, decline_reason=DeclineReason.NOT_THIS_PAYER),
        *many(14, answered, ending=Ending.LOST),
    ]


def test_a_quarter_shows_how_far_people_came():
    rows = by_source(a_good_quarter())

    network = rows[None]

    assert (network.asked, network.arrived, network.no_shows) == (125, 80, SUPPRESSED)
    assert network.columns["first_dose"] == 60
    assert network.columns["declined_not_this_payer"] is SUPPRESSED
    assert list(rows) == [*SOURCES, "other", None]


def test_waits_are_told_as_far_as_the_table_allows():
    rows = by_source(a_good_quarter())

    waits = rows[None].waits

    assert waits[Wait.VISIT] == Hours(48, 72)
    assert waits[Wait.DOSE] == Hours(50, 50)
    assert waits[Wait.ACCEPT] == Hours(5, 5)


def test_ten_people_who_arrived_have_no_typical_wait():
    rows = by_source([*many(10, arrived), *many(30, referral, ending=Ending.WITHDRAWN), *many(30, referral)])

    told = {wait: rows[None].waits[wait] for wait in Wait}

    assert told == dict.fromkeys(Wait, NOTHING)


@pytest.mark.parametrize(
    ("people", "surely", "hours"),
    [
        (50, 50, Hours(48, 48)),
        (50, 49, Hours(48, SUPPRESSED)),
        (49, 50, Hours(48, SUPPRESSED)),
        (50, 10, NOTHING),
        (10, 50, NOTHING),
    ],
)
def test_wait_needs_enough_people_and_that_the_table_says_so(people, surely, hours):
    group = many(people, arrived, hours=48)

    found = hours_of(group, Wait.VISIT, surely=surely)

    assert found == hours


def test_a_clock_set_back_makes_no_wait_below_zero():
    group = many(11, arrived, hours=-3)

    found = hours_of(group, Wait.VISIT, surely=11)

    assert found.median == 0


def test_other_quarters_are_not_counted():
    late = [replace(each, asked_at=ASKED + timedelta(days=90)) for each in many(40, arrived)]

    rows = by_source([*many(30, arrived), *late])

    assert rows[None].asked == 30


def test_nobody_is_counted_before_the_quarter_has_settled():
    today = QUARTER.day_after + timedelta(days=29)

    with pytest.raises(PeriodRefused, match="2026-Q2 is not over"):
        network_columns(a_good_quarter(), quarter=QUARTER, today=today)


def test_a_table_is_not_published_by_another_period():
    with pytest.raises(PeriodRefused, match="by year alone"):
        by_source(a_good_quarter(), dimension=Dimension.PROGRAM)


def test_a_few_people_are_no_mirror():
    rows = by_source(many(10, arrived))

    assert {row.asked for row in rows.values()} == {SUPPRESSED}
    assert {shown for row in rows.values() for shown in row.columns.values()} == {SUPPRESSED}
    assert {wait for row in rows.values() for wait in row.waits.values()} == {NOTHING}


def the_year(facts):
    quarters = [network_columns(facts, quarter=quarter, today=SETTLED) for quarter in quarters_of(YEAR)]
    return columns_of_year(quarters)


def over_a_year(make, count, **facts):
    return [
        replace(each, asked_at=each.asked_at.replace(month=month))
        for month in (2, 5, 8, 11)
        for each in many(count, make, **facts)
    ]


def test_a_year_of_programs_stands_beside_the_quarters():
    facts = [*over_a_year(referral, 20), *over_a_year(referral, 5, program_id="south")]

    north, south, other, network = mirror_of(
        facts, dimension=Dimension.PROGRAM, rows=["north", "south"], period=YEAR, shared=the_year(facts), today=SETTLED
    )

    assert network.asked == 100
    assert [row.label for row in (north, south, other)] == ["north", "south", "other"]
    assert other.asked is SUPPRESSED


def test_a_year_that_is_counted_anew_is_refused():
    facts = over_a_year(referral, 20)
    shared = the_year(facts)

    with pytest.raises(TablesRefused):
        mirror_of(facts[1:], dimension=Dimension.PROGRAM, rows=["north"], period=YEAR, shared=shared, today=SETTLED)


FACTS = st.sampled_from(
    [
        make(source_kind=source, **ended)
        for source in (SourceKind.HOSPITAL, SourceKind.JUSTICE)
        for make, ended in [
            (arrived, {"dose": 50}),
            (arrived, {}),
            (answered, {"ending": Ending.NO_SHOW}),
            (referral, {"ending": Ending.DECLINED, "decline_reason": DeclineReason.NO_PLACE}),
            (referral, {}),
        ]
    ]
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(FACTS, st.integers(0, 30)), min_size=1, max_size=8))
def test_rows_of_a_mirror_betray_nobody(groups):
    """Whoever adds and subtracts all that a mirror shows, its sums too, is left with eleven values or more."""
    facts = [each for each, count in groups for _ in range(count)]
    attacker = Attacker(is_hidden=lambda shown: shown is SUPPRESSED)

    rows = by_source(facts, rows=[SourceKind.HOSPITAL, SourceKind.JUSTICE])
    for row in rows.values():
        see_row(attacker, row)
    for column in COLUMNS:
        attacker.knows_sum((None, column), [(label, column) for label in rows if label])

    narrow = {
        name: (least, most)
        for name, (least, most) in attacker.bounds().items()
        if most is not None and most - least < 11
    }
    assert narrow == {}


def see_row(attacker, row):
    for column, shown in row.columns.items():
        attacker.sees((row.label, column), shown)
    sums = {
        "asked": COLUMNS,
        "accepted": ["first_dose", "first_visit", "no_show", "lost_after_acceptance"],
        "arrived": ["first_dose", "first_visit"],
        "declined": [column for column in COLUMNS if column.startswith("declined")],
    }
    for name, parts in sums.items():
        attacker.sees((row.label, name), getattr(row, name))
        attacker.knows_sum((row.label, name), [(row.label, part) for part in parts])


def test_the_hours_are_of_the_moments_they_are_named_for():
    group = many(11, arrived, hours=48, dose=50, first_answer_at=after(1), accepted_at=after(3))

    medians = [hours_of(group, wait, surely=11).median for wait in Wait]

    assert medians == [1, 3, 48, 50]
