"""Whole answers from the database: what is told, in which language, and what happens when the directory changes."""

from datetime import UTC, datetime

import pytest

from factories import make_facility
from handrail.directory.index.build import index_from_database
from handrail.directory.places.resolving import resolve_place
from handrail.pathways.domain.five_questions import DAILY_DANGER
from handrail.pathways.domain.need import Need
from handrail.pathways.queries import find_paths
from handrail.pathways.telling import name_beside

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CLINIC = "SA OP ORT BU BUM MOA MD NOE ACC PEER CARF FEM MALE ADLT ICO"
CHICAGO = {"latitude": 41.85, "longitude": -87.66, "city": "Chicago", "state": "IL", "zip": "60608"}
pytestmark = pytest.mark.django_db


def answer_for(need: Need, *, language: str = "en", near: str = "60608"):
    return find_paths(need=need, place=resolve_place(near), language=language, at=AT, index=index_from_database())


def test_find_paths_tells_everything_in_spanish():
    make_facility(codes=CLINIC, **CHICAGO)

    answer = answer_for(Need.read(payment=["medicaid"], asked=[("need", "pregnant")]), language="es")

    (path,) = answer.paths
    assert path.title == "Empezar buprenorfina, sin internarse"
    assert "Indica Medicaid" in [line.text for line in path.reasons]
    assert answer.first[0].text.startswith("Embarazo:")
    assert answer.relaxed[0].what == "pregnant_group"
    assert answer.bridges[0].text.startswith("Cualquier sala de emergencias")


def test_find_paths_names_two_places_and_their_hand_over():
    make_facility(name="Alder Clinic", codes="SA OP BU BUM NOE FEM MALE ADLT", **CHICAGO)
    make_facility(name="Birch Counseling", codes="SA OP MOA NOE ACC PEER CARF FEM MALE ADLT GCO", **CHICAGO)

    (path,) = answer_for(Need.read(limit=1)).paths

    assert [leg.facility and leg.facility.name for leg in path.legs] == ["Alder Clinic", "Alder Clinic", None]


def test_find_paths_leaves_out_a_facility_taken_out_since_the_index_was_built():
    facility = make_facility(codes=CLINIC, **CHICAGO)
    index = index_from_database()
    facility.delete()

    answer = find_paths(need=Need.read(), place=resolve_place("60608"), language="en", at=AT, index=index)

    assert answer.paths == ()


def test_find_paths_expires_what_the_law_may_change():
    make_facility(codes=CLINIC, **CHICAGO)

    later = find_paths(
        need=Need.read(),
        place=resolve_place("60608"),
        language="en",
        at=datetime(2027, 2, 1, tzinfo=UTC),
        index=index_from_database(),
    )

    assert "tele_buprenorphine" not in [bridge.code for bridge in later.bridges]


def test_find_paths_names_the_second_place_in_what_is_about_it():
    make_facility(name="Alder Unit", codes="SA DT ODTX RD BU BUM NOE FEM MALE ADLT", **CHICAGO)
    make_facility(name="Birch Clinic", codes="SA OP BU NOE ACC PEER CARF FEM MALE ADLT", **CHICAGO)

    answer = answer_for(Need.read(asked=[("need", "withdrawal_stay")]))

    warned = {line.code: line.text for line in answer.paths[0].warnings}
    assert warned["may_taper_only"].startswith("Birch Clinic: ")


@pytest.mark.parametrize(
    ("who", "begins"),
    [("myself", "Under 18: you can ask"), ("loved", "Under 18: your child"), ("client", "Under 18: ask whose")],
)
def test_find_paths_speaks_to_who_reads_it(who, begins):
    place = resolve_place("60608")

    answer = find_paths(need=Need.read(age=16), place=place, language="en", at=AT, index=index_from_database(), who=who)

    assert answer.first[0].text.startswith(begins)


def test_two_programs_of_one_name_are_told_apart_by_the_program():
    clinic, counseling = (make_facility(name="Alder", program=program) for program in ("Clinic", "Counseling"))
    alone = make_facility(name="Alder", program="")

    names = [
        name_beside(*pair) for pair in ((clinic, counseling), (counseling, clinic), (clinic, clinic), (alone, clinic))
    ]

    assert names == ["Alder, Clinic", "Alder, Counseling", "Alder", "Alder"]


@pytest.mark.parametrize("substances", [[], ["heroin"], ["stimulants"], ["alcohol"]])
def test_who_just_left_jail_a_hospital_or_detox_hears_first_that_tolerance_is_low(substances):
    need = Need.read(asked=[("need", "tolerance_low")], substances=substances)

    first = answer_for(need).first

    assert next(line.code for line in first if line.code not in DAILY_DANGER) == "tolerance"
    assert [line.text for line in first if line.code == "tolerance"] == [
        "After a hospital, jail or detox the body has lost its tolerance. The same amount as before can kill. "
        "The first weeks are the deadliest. Keep naloxone in reach, and ask for care the same day."
    ]


def test_tolerance_is_not_spoken_of_to_who_did_not_say_so():
    first = answer_for(Need.read(asked=[("need", "criminal_justice")])).first

    assert [line.code for line in first if line.code == "tolerance"] == []
