"""Room on the legs of whole answers, from the database."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from factories import make_facility
from handrail.directory.domain.open_places import Group, Level, Numbers, Payer, Sex
from handrail.directory.index.build import index_from_database
from handrail.directory.index.openness import Openness, openness_from_database, with_openness
from handrail.directory.open_places.actions import say
from handrail.directory.places.resolving import resolve_place
from handrail.pathways.as_json import answer_as_json
from handrail.pathways.domain.need import Need
from handrail.pathways.queries import find_paths

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CHICAGO = {"latitude": 41.85, "longitude": -87.66, "city": "Chicago", "state": "IL", "zip": "60608"}
CLINIC = "SA OP ORT BU BUM MOA MD NOE ACC PEER CARF FEM MALE ADLT ICO"
UNIT = f"{CLINIC} DT RD ODTX ADTX"
MEDICINE = Group(Level.OUTPATIENT_MEDICINE)
pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return get_user_model().objects.create_user("rosa")


def answer_for(need, *, at=AT, language="en", index=None):
    index = index or with_openness(index_from_database(), openness_from_database(at))
    return find_paths(need=need, place=resolve_place("60608"), language=language, at=at, index=index)


def test_path_tells_the_room_of_its_first_leg_and_why_it_stands_first(rosa):
    facility = make_facility(codes=CLINIC, **CHICAGO)
    say(facility=facility, numbers={MEDICINE: Numbers(2, 6)}, by=rosa, at=AT - timedelta(minutes=40))

    (path,) = answer_for(Need.read()).paths
    told = answer_as_json(answer_for(Need.read()))["paths"][0]["legs"][0]["availability"]

    assert path.legs[0].availability.text == "2 openings for anyone, 40 minutes ago"
    assert told == {"state": "open", "available": 2, "updated": "2026-11-23T11:20:00+00:00"}
    assert "open_now" in [line.code for line in path.reasons]


def test_path_reads_unknown_after_the_shelf_life_and_is_no_longer_first_for_it(rosa):
    facility = make_facility(codes=CLINIC, **CHICAGO)
    say(facility=facility, numbers={MEDICINE: Numbers(2)}, by=rosa, at=AT - timedelta(hours=24))

    (path,) = answer_for(Need.read(), language="es").paths

    assert (path.legs[0].availability.state, path.legs[0].availability.available) == ("unknown", None)
    assert path.legs[0].availability.text == "No se sabe: llame para preguntar"
    assert "open_now" not in [line.code for line in path.reasons]


def test_a_full_clinic_is_said_to_be_full(rosa):
    facility = make_facility(codes=CLINIC, **CHICAGO)
    say(facility=facility, numbers={MEDICINE: Numbers(0)}, by=rosa, at=AT - timedelta(hours=3))

    (path,) = answer_for(Need.read()).paths

    assert path.legs[0].availability.state == "full"
    assert path.legs[0].availability.text == "Full when last asked, 3 hours ago"


@pytest.mark.parametrize(("who", "state"), [("woman", "open"), ("man", "full")])
def test_a_bed_is_room_for_those_whom_it_fits(rosa, who, state):
    facility = make_facility(codes=UNIT, **CHICAGO)
    beds = {Group(Level.WITHDRAWAL, Sex.WOMEN): Numbers(2), Group(Level.WITHDRAWAL, Sex.MEN): Numbers(0)}
    say(facility=facility, numbers=beds, by=rosa, at=AT)

    (path,) = answer_for(Need.read(asked=[("need", "alcohol"), ("need", who)])).paths

    assert path.legs[0].availability.state == state
    assert ("open_now" in [line.code for line in path.reasons]) is (state == "open")


def test_a_call_that_hears_of_a_first_dose_says_nothing_of_a_bed():
    facility = make_facility(codes=UNIT, **CHICAGO)
    by_call = Openness(1, {facility.pk: AT + timedelta(hours=1)})

    (path,) = answer_for(
        Need.read(asked=[("need", "alcohol")]), index=with_openness(index_from_database(), by_call)
    ).paths

    assert path.legs[0].availability.state == "unknown"
    assert "open_now" not in [line.code for line in path.reasons]


@pytest.mark.parametrize(
    ("group", "is_open"),
    [
        (MEDICINE, False),
        (Group(Level.WITHDRAWAL, Sex.MEN), False),
        (Group(Level.WITHDRAWAL, Sex.WOMEN), True),
    ],
)
def test_place_for_alcohol_is_open_only_by_room_that_fits(rosa, group, is_open):
    facility = make_facility(codes=UNIT, **CHICAGO)
    say(facility=facility, numbers={group: Numbers(2)}, by=rosa, at=AT)
    need = Need.read(asked=[("need", "alcohol"), ("need", "woman")], substances=["alcohol"])

    (place,) = answer_for(need).facilities

    assert ("open_now" in [line.code for line in place.reasons]) is is_open


def test_open_by_a_call_alone_is_open_without_a_number():
    facility = make_facility(codes=CLINIC, **CHICAGO)
    by_call = Openness(1, {facility.pk: AT + timedelta(hours=1)})

    (path,) = answer_for(Need.read(), index=with_openness(index_from_database(), by_call)).paths

    assert (path.legs[0].availability.state, path.legs[0].availability.available) == ("open", None)
    assert path.legs[0].availability.text == "Open now, call to ask how many"


def test_room_costs_one_query_where_something_is_known_and_none_elsewhere(rosa, django_assert_num_queries):
    facility = make_facility(codes=CLINIC, **CHICAGO)
    quiet = with_openness(index_from_database(), openness_from_database(AT))
    answer_for(Need.read(), index=quiet)
    with django_assert_num_queries(0):
        answer_for(Need.read(), index=quiet)
    say(facility=facility, numbers={MEDICINE: Numbers(2)}, by=rosa, at=AT)
    known = with_openness(quiet, openness_from_database(AT))
    answer_for(Need.read(), index=known)

    with django_assert_num_queries(1):
        answer_for(Need.read(), index=known)


def test_one_known_to_be_open_comes_before_its_equal(rosa):
    make_facility(name="Alder", codes=CLINIC, public_id="aaaaaaa", **CHICAGO)
    other = make_facility(name="Birch", codes=CLINIC, public_id="bbbbbbb", **CHICAGO)
    before = answer_for(Need.read()).paths[0].legs[0].facility.name
    say(facility=other, numbers={MEDICINE: Numbers(1)}, by=rosa, at=AT)

    after = answer_for(Need.read()).paths[0].legs[0].facility.name

    assert (before, after) == ("Alder", "Birch")


def first_of(need):
    return answer_for(need).paths[0].legs[0].facility.name


def two_like(codes):
    make_facility(name="Alder", codes=codes, public_id="aaaaaaa", **CHICAGO)
    return make_facility(name="Birch", codes=codes, public_id="bbbbbbb", **CHICAGO)


@pytest.mark.parametrize(("who", "first"), [("woman", "Alder"), ("man", "Birch")])
def test_a_bed_for_men_lifts_a_place_for_men_alone(rosa, who, first):
    say(facility=two_like(UNIT), numbers={Group(Level.WITHDRAWAL, Sex.MEN): Numbers(2)}, by=rosa, at=AT)

    assert first_of(Need.read(asked=[("need", "alcohol"), ("need", who)])) == first


@pytest.mark.parametrize(
    ("group", "first"),
    [(Group(Level.WITHDRAWAL), "Alder"), (Group(Level.RESIDENTIAL), "Alder"), (MEDICINE, "Birch")],
)
def test_a_bed_does_not_lift_a_start_by_visits(rosa, group, first):
    say(facility=two_like(f"{UNIT} RS RL"), numbers={group: Numbers(2)}, by=rosa, at=AT)

    assert first_of(Need.read()) == first


@pytest.mark.parametrize(("who", "found"), [("woman", []), ("man", ["Birch"])])
@pytest.mark.parametrize("substances", [[], ["alcohol"]])
def test_start_today_as_a_must_asks_for_room_that_fits(rosa, who, found, substances):
    say(facility=two_like(UNIT), numbers={Group(Level.WITHDRAWAL, Sex.MEN): Numbers(2)}, by=rosa, at=AT)
    asked = [("need", "alcohol"), ("need", who), ("need", "start_today!")]

    answer = answer_for(Need.read(asked=asked, substances=substances))

    shown = [path.legs[0].facility.name for path in answer.paths] + [each.facility.name for each in answer.facilities]
    assert shown == found


def test_start_today_is_let_go_where_the_only_room_is_for_others(rosa):
    say(facility=two_like(UNIT), numbers={Group(Level.WITHDRAWAL, Sex.MEN): Numbers(2)}, by=rosa, at=AT)
    asked = [("need", "alcohol"), ("need", "woman"), ("need", "start_today")]

    answer = answer_for(Need.read(asked=asked))

    assert [path.legs[0].facility.name for path in answer.paths] == ["Alder", "Birch"]
    assert [each.what for each in answer.relaxed] == ["start_today"]


@pytest.mark.parametrize(("payment", "first"), [("medicaid", "Birch"), ("private", "Alder"), (None, "Birch")])
def test_a_bed_that_medicaid_pays_for_lifts_a_place_for_who_has_it_or_has_not_said(rosa, payment, first):
    beds = {Group(Level.WITHDRAWAL, payer=Payer.MEDICAID): Numbers(2)}
    say(facility=two_like(f"{UNIT} PI"), numbers=beds, by=rosa, at=AT)
    asked = [("need", "alcohol")]

    need = Need.read(asked=asked, payment=[payment] if payment else [])

    assert first_of(need) == first


def test_a_card_shows_room_only_to_who_can_pay_for_it(rosa):
    facility = make_facility(codes=f"{UNIT} PI", **CHICAGO)
    beds = {Group(Level.WITHDRAWAL, payer=Payer.MEDICAID): Numbers(2), Group(Level.WITHDRAWAL): Numbers(0)}
    say(facility=facility, numbers=beds, by=rosa, at=AT)

    def told(payment):
        need = Need.read(asked=[("need", "alcohol")], payment=[payment])
        return answer_for(need).paths[0].legs[0].availability.text

    assert told("medicaid") == "2 beds for anyone with Medicaid, just now"
    assert told("private") == "Full when last asked, just now"
