from datetime import UTC, datetime

import pytest

from factories import make_facility
from handrail.directory.domain.sources import Precision, Source
from handrail.directory.facility_facts import Line, Phone
from handrail.directory.queries import (
    Coverage,
    coverage,
    facilities_by_pk,
    facility_by_public_id,
    facility_facts,
    same_building,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
def test_facilities_by_pk_takes_one_query_for_any_number(django_assert_num_queries, rows):
    facilities = [make_facility() for _ in range(rows)]

    with django_assert_num_queries(1):
        found = facilities_by_pk(pks=[facility.pk for facility in facilities])

    assert found == {facility.pk: facility for facility in facilities}


def test_facility_by_public_id_finds_it_even_when_no_longer_listed():
    facility = make_facility(gone_since_year=2023)

    assert facility_by_public_id(public_id=facility.public_id) == facility


@pytest.mark.parametrize("public_id", ["", "nosuchfacility", "a\x00b", "A" * 13, "x" * 500, "' OR 1=1"])
def test_facility_by_public_id_is_none_for_a_stranger(public_id):
    assert facility_by_public_id(public_id=public_id) is None


def test_same_building_links_other_programs_without_merging():
    first, second = (
        make_facility(same_address_key="1 example street 62701"),
        make_facility(same_address_key="1 example street 62701"),
    )
    make_facility(same_address_key="2 example street 62701")

    assert same_building(facility=first) == [second]


def test_coverage_counts_what_is_listed():
    make_facility(state="IL", source_year=2022)
    make_facility(state="MT", source_year=2023)
    make_facility(state="WY", gone_since_year=2023)

    assert coverage() == Coverage(facilities=2, states=2, newest_year=2023)


def test_facts_come_in_the_order_people_ask():
    facility = make_facility(codes="SA OP BU UB CARF MD ADLT FEM SP SMON NOE PEER HIVT XYZ")

    facts = facility_facts(facility, "en")

    assert [group.code for group in facts.groups] == [
        "pay", "care", "medicine", "who", "languages", "support", "safety", "testing", "quality", "rules", "other",
    ]  # fmt: skip
    assert facts.groups[0].lines == (Line("MD", "Takes Medicaid"),)
    assert facts.groups[-1].lines == (Line("XYZ", "XYZ"),)
    assert facts.asks == ()


def test_quality_signs_name_who_said_so():
    facility = make_facility(codes="SA CARF MD", source_year=2023)

    (quality,) = [group for group in facility_facts(facility, "en").groups if group.code == "quality"]

    assert quality.note == "As the facility told SAMHSA National Directory, 2023. Handrail has not checked it."


def test_a_contradiction_is_asked_and_never_shown_as_plain_fact():
    facility = make_facility(codes="SA NMOA BU UB MD FEM MALE")

    facts = facility_facts(facility, "en")

    assert facts.asks == (
        Line(
            "no_medicine_but_listed",
            "Listed as using no medicine for opioid use, and also as: “Buprenorphine here”."
            " Ask which is right when you call.",
        ),
    )
    (medicine,) = [group for group in facts.groups if group.code == "medicine"]
    assert medicine.lines[0] == Line("BU", "Listed as “Buprenorphine here”; ask when you call", is_disputed=True)


def test_a_listing_without_payment_is_asked_about_in_spanish_too():
    facility = make_facility(codes="SA FEM MALE")

    assert facility_facts(facility, "es").asks == (
        Line("payment_not_listed", "La lista no dice cómo se puede pagar. Pregunte al llamar."),
    )


def test_whom_it_serves_only_is_said():
    facility = make_facility(codes="SA AUDO OUDO DUO MD FEM")

    assert [line.code for line in facility_facts(facility, "en").only_serves] == ["DUO", "AUDO", "OUDO"]


def test_phones_carry_their_extension():
    facility = make_facility(intake_phones=["217-555-0199 x45", "(999) 999-9999", "217-555-0199 x45"])

    facts = facility_facts(facility, "es")

    assert facts.intake_phones == (Phone("217-555-0199 x45", "tel:+12175550199;ext=45", "pida la extensión 45", "45"),)


@pytest.mark.parametrize(
    ("website", "shown"),
    [
        ("https://clinic.example/", "https://clinic.example/"),
        ("http://", ""),
        ("javascript:alert(1)", ""),
        ("clinic.example", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_only_a_whole_web_address_becomes_a_link(website, shown):
    assert facility_facts(make_facility(website=website), "en").website == shown


def test_truth_has_a_date():
    facility = make_facility(
        source_year=2022,
        gone_since_year=2023,
        precision=Precision.ZIP,
        last_verified_at=datetime(2026, 11, 3, 1, tzinfo=UTC),  # an evening in Illinois
    )

    facts = facility_facts(facility, "es")

    assert (facts.source, facts.source_year) == ("Directorio Nacional de SAMHSA, 2022", 2022)
    assert facts.verified == "Verificado por una persona por última vez el 2 de noviembre de 2026"
    assert facts.gone == "No figura en el directorio de 2023. Puede haber cerrado o haberse mudado. Llame antes."
    assert facts.position == "Su lugar en el mapa es aproximado: el centro de su código postal."


def test_an_imported_row_was_never_verified():
    facts = facility_facts(make_facility(), "en")

    assert (facts.is_verified, facts.verified, facts.gone, facts.position) == (
        False,
        "Never verified since import",
        "",
        "",
    )


def test_a_second_source_keeps_its_own_year():
    facility = make_facility(added_codes="SP TELE", added_year=2023)

    assert facility_facts(facility, "en").added == (
        "Also listed by FindTreatment.gov, 2023: “Spanish spoken”, “Therapy by video or phone”"
    )


def test_demonstration_rows_say_so():
    facts = facility_facts(make_facility(source=Source.DEMONSTRATION, source_year=2026), "es")

    assert (facts.is_demonstration, facts.source) == (True, "Datos de demostración, 2026: este lugar no es real")
