"""City and country are what programs show, added up: nobody learns a new number."""

from dataclasses import replace

from handrail.privacy.domain.fixed_periods import quarters_of
from handrail.privacy.domain.linked_tables import columns_of_year
from handrail.privacy.domain.small_numbers import SUPPRESSED
from handrail.referrals.domain.mirror import Hours, Wait, mirror_of, network_columns
from handrail.referrals.domain.mirror_areas import rows_of_areas
from handrail.referrals.domain.mirror_columns import COLUMNS
from handrail.referrals.domain.mirror_dimensions import Dimension
from handrail.referrals.domain.referral_facts import Ending
from referrals.referrals_of_a_quarter import SETTLED, YEAR, arrived, many, referral

AREAS = {"north": "rural", "east": "rural", "south": "urban", "west": "urban", "nowhere": "other"}


TIMES = ("asked_at", "first_answer_at", "accepted_at", "arrived_at", "first_dose_at")


def asked_in_month(facts, month):
    """With all its waits."""
    later = facts.asked_at.replace(month=month) - facts.asked_at
    return replace(facts, **{name: time + later for name in TIMES if (time := getattr(facts, name))})


def a_year(facts):
    """Each quarter alike. The rows of programs, and those of areas."""
    year = [asked_in_month(each, month) for month in (2, 5, 8, 11) for each in facts]
    shared = columns_of_year([network_columns(year, quarter=each, today=SETTLED) for each in quarters_of(YEAR)])
    table = {"dimension": Dimension.PROGRAM, "rows": list(AREAS), "period": YEAR, "shared": shared, "today": SETTLED}
    programs = mirror_of(year, **table)
    return {row.label: row for row in programs}, {row.label: row for row in rows_of_areas(programs, year, areas=AREAS)}


def test_area_adds_up_its_programs_and_tells_how_long_their_people_waited():
    _, areas = a_year(
        [
            *many(15, arrived, hours=48, program_id="north"),
            *many(16, arrived, hours=48, program_id="east"),
            *many(20, arrived, hours=24, program_id="south"),
            *many(30, arrived, hours=72, program_id="west"),
            *many(25, arrived, hours=90, program_id="nowhere"),
            *many(25, arrived, hours=90, program_id="elsewhere"),
            *[each for program in AREAS for each in many(14, referral, ending=Ending.WITHDRAWN, program_id=program)],
        ]
    )

    assert {label: row.asked for label, row in areas.items()} == {"rural": 236, "urban": 312}
    assert areas["urban"].waits[Wait.VISIT] == Hours(72, 72)


def test_every_number_of_an_area_is_a_sum_of_numbers_that_are_shown():
    programs, areas = a_year(
        [
            *many(15, arrived, dose=50, program_id="north"),
            *many(1, arrived, program_id="east"),
            *many(20, arrived, program_id="south"),
            *many(30, arrived, dose=20, program_id="west"),
            *many(25, arrived, program_id="elsewhere"),
        ]
    )

    for area, row in areas.items():
        shown = [programs[each] for each, where in AREAS.items() if where == area]
        shown = [each for each in shown if each.asked is not SUPPRESSED]
        for column in COLUMNS:
            parts = [each.columns[column] for each in shown]
            is_whole = bool(parts) and SUPPRESSED not in parts
            assert row.columns[column] == (sum(parts) if is_whole else SUPPRESSED)
    assert programs["east"].asked is SUPPRESSED


def test_area_without_a_program_that_may_be_shown_shows_nothing():
    _, areas = a_year([*many(30, arrived, program_id="west"), *many(2, arrived, program_id="north")])

    assert areas["rural"].asked is SUPPRESSED
    assert set(areas["rural"].waits.values()) == {Hours(SUPPRESSED, SUPPRESSED)}
