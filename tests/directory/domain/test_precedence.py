"""Which source is believed, and which facility is gone."""

import pytest

from handrail.directory.domain import precedence
from handrail.directory.domain.sources import Source

NATIONAL, EXPORT = Source.NATIONAL_DIRECTORY, Source.FINDTREATMENT


@pytest.mark.parametrize(
    ("new", "old", "wins"),
    [
        ((NATIONAL, 2023), (NATIONAL, 2022), True),
        ((NATIONAL, 2023), (NATIONAL, 2023), True),
        ((NATIONAL, 2023), (EXPORT, 2023), True),
        ((EXPORT, 2023), (NATIONAL, 2023), False),
        ((EXPORT, 2024), (NATIONAL, 2023), True),
        ((NATIONAL, 2023), (EXPORT, 2024), False),
    ],
)
def test_newer_facts_win_and_the_directory_breaks_the_tie(new, old, wins):
    said = precedence.facts_win(source=new[0], year=new[1], over_source=old[0], over_year=old[1])

    assert said is wins


@pytest.mark.parametrize(
    ("source", "source_year", "national_year", "gone"),
    [
        (NATIONAL, 2023, 2023, True),
        (EXPORT, 2023, None, False),  # the national directory never listed it
        (EXPORT, 2023, 2022, True),
        (EXPORT, 2024, 2023, False),  # an export as new as the directory still lists it
    ],
)
def test_facility_missing_from_the_directory_of_2024_is_gone_unless_something_as_new_lists_it(
    source, source_year, national_year, gone
):
    said = precedence.is_gone(
        source=source, source_year=source_year, national_year=national_year, added_year=None, directory_year=2024
    )

    assert said is gone


@pytest.mark.parametrize(("added_year", "gone"), [(2023, True), (2024, False)])
def test_facility_that_an_export_as_new_adds_codes_to_is_not_gone(added_year, gone):
    said = precedence.is_gone(
        source=NATIONAL, source_year=2023, national_year=2023, added_year=added_year, directory_year=2024
    )

    assert said is gone


def test_every_source_has_an_authority():
    assert set(precedence.AUTHORITY) == set(Source)


@pytest.mark.parametrize(("rows", "listed", "truncated"), [(99, 200, False), (180, 201, True), (181, 201, False)])
def test_truncation_is_suspected_below_nine_tenths_of_more_than_200(rows, listed, truncated):
    assert precedence.looks_truncated(rows=rows, listed=listed) is truncated
