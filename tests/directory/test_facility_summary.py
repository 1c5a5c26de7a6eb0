"""What lists and sheets say of a place in a few lines."""

from datetime import timedelta

import pytest

from factories import NOON, make_facility
from handrail.directory.card_facts import card_facts
from handrail.directory.facility_summary import facility_summary

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("codes", "english", "spanish"),
    [
        ("SA OTP", "Methadone clinic; methadone not listed: ask", "Clínica de metadona; no figura metadona: pregunte"),
        ("SA BUM", "Lists buprenorphine", "En la lista: buprenorfina"),
        ("SA UB", "Lists buprenorphine", "En la lista: buprenorfina"),
        ("SA MM", "Lists methadone", "En la lista: metadona"),
        ("SA", "No medicine for opioid use is listed: ask", "No figura medicina para opioides: pregunte"),
    ],
)
def test_medicine_is_the_same_on_lists_and_on_pages(codes, english, spanish):
    facility = make_facility(codes=codes)

    lists = [facility_summary(facility, language).medicine for language in ("en", "es")]
    pages = [card_facts(facility, language).medicine.text for language in ("en", "es")]

    assert lists == pages == [english, spanish]


def test_place_that_two_people_found_closed_is_not_to_be_called():
    summary = facility_summary(make_facility(closed_at=NOON), "en")

    assert summary.gone == "This place is closed. Two of us checked it by November 23, 2026."
    assert summary.may_be_called is False


def test_entry_that_goes_on_under_another_names_it():
    summary = facility_summary(make_facility(merged_into=make_facility(name="Example North")), "en")

    assert summary.gone == "This entry is the same place as another one: Example North. Call that one."
    assert summary.may_be_called is False


def test_place_its_source_dropped_may_still_be_called():
    summary = facility_summary(make_facility(gone_since_year=2024), "en")

    assert summary.gone == "Not in the 2024 directory. It may have closed or moved. Call first."
    assert summary.may_be_called is True


def test_closed_is_said_before_all_else():
    other = make_facility()
    facility = make_facility(closed_at=NOON + timedelta(days=1), merged_into=other, gone_since_year=2024)

    assert facility_summary(facility, "en").gone.startswith("This place is closed.")


@pytest.mark.parametrize(
    ("codes", "spoken"),
    [
        ("SA BU", "No figura otro idioma además del inglés: pida un intérprete gratis"),
        ("SA F70 AH SP BU", "Se habla español\u00a0· Lengua de señas\u00a0· Se habla ruso"),
        ("SA N40 SP", "Se habla español\u00a0· Se habla yupik"),
    ],
)
def test_languages_are_told_the_most_asked_for_first(codes, spoken):
    assert facility_summary(make_facility(codes=codes), "es").languages == spoken
