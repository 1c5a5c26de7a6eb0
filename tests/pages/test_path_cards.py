from dataclasses import replace

import pytest

from factories import make_facility
from handrail.directory.calls.numbers_found import NumbersFound
from handrail.directory.domain.visitor_answers import Doubt
from handrail.pages.path_cards import cards, stops_of
from handrail.pathways.domain.paths import Leg, Line, Path

pytestmark = pytest.mark.django_db


def path(*legs: Leg, kind: str = "medicine_first") -> Path:
    return Path(
        kind=kind,
        way="buprenorphine",
        title="x",
        summary="x",
        summary_source="x",
        cost=1.0,
        reasons=(),
        warnings=(),
        ask=(),
        naloxone="x",
        legs=legs,
    )


def test_facility_of_two_legs_is_one_stop():
    facility = make_facility()
    start, go_on = (
        Leg(role="start", when="First", facility=facility),
        Leg(role="continue", when="Then", facility=facility),
    )

    stops = stops_of((start, go_on, Leg(role="belong", when="Every week")), "en")

    assert [(stop.number, stop.facility, stop.then) for stop in stops] == [(1, facility, (go_on,)), (2, None, ())]


def test_two_facilities_are_two_stops():
    legs = [Leg(role=role, when="x", facility=make_facility()) for role in ("start", "continue")]

    assert [stop.leg for stop in stops_of(legs, "en")] == legs


def test_stop_knows_its_telephone_its_source_and_its_page():
    facility = make_facility(phone="217-555-0142 x7")

    english, spanish = (
        stops_of((Leg(role="start", when="x", facility=facility),), language)[0] for language in ("en", "es")
    )

    assert [line.href for line in english.lines] == ["tel:+12175550142;ext=7"]
    assert (english.source, spanish.source) == (
        "SAMHSA National Directory, 2023",
        "Directorio Nacional de SAMHSA, 2023",
    )
    assert (english.address, spanish.address) == (
        f"/facilities/{facility.public_id}/",
        f"/es/facilities/{facility.public_id}/",
    )


def test_summary_is_said_once_for_each_kind():
    leg = Leg(role="start", when="x", facility=make_facility())
    kinds = ("medicine_first", "medicine_first", "residential")

    shown = cards([path(leg, kind=kind) for kind in kinds], "en")

    assert [card.is_first_of_kind for card in shown] == [True, False, True]


@pytest.mark.parametrize(
    ("kind", "tagged"),
    [
        ("medicine_first", ["open_now", "cover_medicaid", "wish_language"]),
        ("residential", ["starts_both", "open_now", "cover_medicaid", "wish_language"]),
    ],
)
def test_tags_are_what_a_person_looks_for_first(kind, tagged):
    leg = Leg(role="start", when="x", facility=make_facility())
    codes = ("starts_both", "open_now", "cover_medicaid", "wish_language", "sign_peer")
    told = replace(path(leg), kind=kind, reasons=tuple(Line(code, code) for code in codes))

    (card,) = cards([told], "en")

    assert [line.code for line in card.tags] == tagged


def test_call_dials_the_line_for_new_patients_where_one_is_listed():
    listed = make_facility(phone="217-555-0100", intake_phones=["217-555-0111"])
    (card,) = cards([path(Leg(role="start", when="x", facility=listed))], "en")

    assert [line.href for line in card.stops[0].lines] == ["tel:+12175550111", "tel:+12175550100"]


def test_warning_of_a_number_stands_at_the_stop_it_is_about():
    start, go_on = make_facility(), make_facility()
    legs = [Leg(role=role, when="x", facility=each) for role, each in (("start", start), ("continue", go_on))]
    found = {go_on.pk: NumbersFound(doubt=Doubt.VISITORS)}

    warned, plain = cards([path(*legs)], "en", found)[0], cards([path(*legs)], "en", {-1: NumbersFound()})[0]

    assert [bool(stop.lines[0].warning) for stop in warned.stops] == [False, True]
    assert plain.found == ()
