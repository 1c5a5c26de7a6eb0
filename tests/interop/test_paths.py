import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories import make_facility
from handrail.directory.actions import bump_revision
from handrail.directory.index.live import forget_index
from handrail.directory.places.resolving import resolve_place
from handrail.interop import forms
from handrail.pathways.as_json import answer_as_json
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.vocabulary import LANGUAGES, MEDICINES, NEEDS, PAYMENTS, SUBSTANCES
from handrail.pathways.queries import find_paths
from interop.schema import faults

SEARCH = {"near": "62701", "payment": ["medicaid"], "need": ["children", "trauma"], "language": ["spanish"]}


def of(response) -> dict:
    assert response.status_code == 200, response.content
    return response.json()


def test_paths_are_those_of_the_search_itself(caller, at):
    need = Need.read(
        payment=["medicaid"], asked=[("need", "children"), ("need", "trauma"), ("language", "spanish")], limit=2
    )
    found = find_paths(need=need, place=resolve_place("62701"), language="en", at=at)

    answered = of(caller.post("/api/paths", {**SEARCH, "limit": 2}))

    assert answered == json.loads(json.dumps(answer_as_json(found)))
    assert [leg["facility"]["name"] for leg in answered["paths"][0]["legs"][:2]] == ["First & Example <Clinic>"] * 2


@pytest.mark.parametrize(
    "body",
    [
        {"near": "62701"},
        {"near": "Springfield, IL", "words": "es"},
        {"near": "62701", "need": ["pregnant", "children!"], "age": 16},
        {"near": "62701", "need": ["alcohol"], "medicine": "methadone", "limit": 50},
        {"near": "62701", "substance": ["heroin", "benzos"], "radius": 1.5},
        {"near": "96799", "need": ["residential!"]},
        {"near": "62701", "medicine": None, "age": None},
        {"near": "62701", "age": 34.0, "limit": 2.0},
        {"point": {"latitude": 39.8, "longitude": -89.65}},
        {"near": "62701", "need": ["man", "woman", "pregnant", "seniors"], "age": 12},  # contradictions are no failure
    ],
)
def test_paths_answer_is_what_the_document_says(caller, body):
    answered = of(caller.post("/api/paths", body))

    assert faults("find_paths", answered) == []


def test_paths_keep_the_order_of_wishes_and_take_languages_last(caller):
    answered = of(
        caller.post("/api/paths", {"near": "62701", "language": ["spanish"], "need": ["trauma!", "children"]})
    )

    assert answered["query"]["wishes"] == ["trauma!", "children", "language:spanish"]


def test_paths_speak_the_language_that_was_asked_for(caller):
    english, spanish = (caller.post("/api/paths", {"near": "62701", "words": words}) for words in ("en", "es"))

    assert [each.headers["Content-Language"] for each in (english, spanish)] == ["en", "es"]
    assert of(english)["paths"][0]["title"] != of(spanish)["paths"][0]["title"]
    assert [path["cost"] for path in of(english)["paths"]] == [path["cost"] for path in of(spanish)["paths"]]


def test_every_facility_of_an_answer_names_its_source_and_year(caller):
    answered = of(caller.post("/api/paths", {"near": "62701", "limit": 50}))

    facilities = [leg["facility"] for path in answered["paths"] for leg in path["legs"] if "facility" in leg]
    assert len(facilities) >= 2
    assert {(each["source"], each["source_year"]) for each in facilities} == {("samhsa_national_directory", 2023)}


def test_paths_from_a_point_measure_from_it_and_know_its_state(caller):
    answered = of(caller.post("/api/paths", {"point": {"latitude": 39.8, "longitude": -89.65}}))

    assert answered["place"]["precision"] == "point"
    assert answered["place"]["label"].endswith("(Springfield, IL)")
    assert answered["paths"][0]["legs"][0]["distance_miles"] == 0


def test_paths_of_a_name_that_several_towns_bear_offer_the_towns(caller):
    refused = caller.post("/api/paths", {"near": "Springfield", "words": "es"})

    told = refused.json()
    assert (refused.status_code, told["type"]) == (409, "/api/#place-ambiguous")
    assert faults("find_paths", told, status=409) == []
    assert "Springfield, IL" in [choice["label"] for choice in told["choices"]]
    assert of(caller.post("/api/paths", {"near": told["choices"][0]["label"]}))["place"] == told["choices"][0]


@pytest.mark.asvs("V2.2.1", "V2.2.2", "V15.3.3", "V15.3.5")
@pytest.mark.parametrize(
    ("body", "field", "pointer", "code"),
    [
        ({}, "near", "#/near", "no_place"),
        ({"near": "62701", "point": {"latitude": 1, "longitude": 1}}, "point", "#/point", "two_places"),
        ({"near": ""}, "near", "#/near", "string_too_short"),
        ({"near": " "}, "near", "#/near", "place_empty"),
        ({"near": "Nowhereville"}, "near", "#/near", "place_unknown"),
        ({"near": "99999"}, "near", "#/near", "place_unknown_zip"),
        ({"near": "x" * 201}, "near", "#/near", "string_too_long"),
        ({"near": "627\x0001"}, "near", "#/near", "string_pattern_mismatch"),
        ({"near": None}, "near", "#/near", "string_type"),
        ({"near": 62701}, "near", "#/near", "string_type"),
        ({"point": None}, "point", "#/point", "model_type"),
        ({"point": {"latitude": 39.8}}, "point", "#/point/longitude", "missing"),
        ({"point": {"latitude": 91, "longitude": 0}}, "point", "#/point/latitude", "less_than_equal"),
        ({"point": {"latitude": 0, "longitude": 0}}, "point", "#/point", "place_far_point"),
        ({"near": "62701", "payment": ["gold"]}, "payment", "#/payment/0", "literal_error"),
        ({"near": "62701", "need": ["trauma", "luck"]}, "need", "#/need/1", "literal_error"),
        ({"near": "62701", "need": "trauma"}, "need", "#/need", "list_type"),
        ({"near": "62701", "need": [["trauma"]]}, "need", "#/need/0", "literal_error"),
        ({"near": "62701", "need": ["trauma"] * 41}, "need", "#/need", "too_long"),
        ({"near": "62701", "need": ["trauma"] * 30, "payment": ["none"] * 11}, "", "#", "too_many"),
        ({"near": "62701", "medicine": "water"}, "medicine", "#/medicine", "literal_error"),
        ({"near": "62701", "age": "34"}, "age", "#/age", "int_type"),
        ({"near": "62701", "age": 34.5}, "age", "#/age", "int_type"),
        ({"near": "62701", "age": 121}, "age", "#/age", "less_than_equal"),
        ({"near": "62701", "age": True}, "age", "#/age", "int_type"),
        ({"near": "62701", "radius": 0}, "radius", "#/radius", "greater_than_equal"),
        ({"near": "62701", "radius": 10**300}, "radius", "#/radius", "less_than_equal"),
        ({"near": "62701", "limit": 51}, "limit", "#/limit", "less_than_equal"),
        ({"near": "62701", "words": "fr"}, "words", "#/words", "literal_error"),
        ({"near": "62701", "who": "me"}, "who", "#/who", "extra_forbidden"),
        ({"near": "62701", "a/b~c": 1}, "a/b~c", "#/a~1b~0c", "extra_forbidden"),
        ({"near": "62701", "\ud800": 1}, "", "#", "string_unicode"),
    ],
)
def test_paths_refuse_a_field_by_name(caller, body, field, pointer, code):
    refused = caller.post("/api/paths", body)

    told = refused.json()
    assert (refused.status_code, told["type"]) == (422, "/api/#field-refused")
    assert [(error["field"], error["pointer"], error["code"]) for error in told["errors"]] == [(field, pointer, code)]
    assert faults("find_paths", told, status=422) == []


def test_paths_tell_every_wrong_field_and_no_endless_list(caller):
    refused = caller.post("/api/paths", {"near": 1, "age": "x", **{f"field{number}": 1 for number in range(5000)}})

    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]][:2] == ["near", "age"]
    assert len(refused.json()["errors"]) == 20


def test_refusals_are_in_the_language_that_was_asked_for(caller):
    refused = caller.post("/api/paths", {"near": "62701", "age": "x", "words": "es"})

    assert refused.json()["title"] == "Un campo no se puede usar"
    assert refused.json()["errors"][0]["detail"] == "Esto debe ser un número entero."
    assert refused.headers["Content-Language"] == "es"


def test_words_of_the_api_are_those_of_the_search():
    taken = {name: schema_words(name) for name in ("payment", "need", "language", "substance", "medicine")}

    assert taken == {
        "payment": {*PAYMENTS},
        "need": {*NEEDS, *(f"{name}!" for name in NEEDS)},
        "language": {name + hard for name in ("english", *LANGUAGES) for hard in ("", "!")},
        "substance": {*SUBSTANCES},
        "medicine": {*MEDICINES},
    }


def schema_words(field: str) -> set[str]:
    schema = forms.PathSearch.model_json_schema()["properties"][field]
    return set(schema["items"]["enum"] if "items" in schema else schema["anyOf"][0]["enum"])


@pytest.mark.parametrize("codes", ["", " ".join(f"X{number}" for number in range(300)) + " SA OP BU MD ADLT MALE FEM"])
def test_paths_bear_a_facility_with_no_codes_or_three_hundred(caller, codes):
    make_facility(codes=codes)

    answered = of(caller.post("/api/paths", {"near": "62701", "limit": 50}))

    assert faults("find_paths", answered) == []


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.usefixtures("one_minute")
def test_paths_ask_the_database_equally_often_for_one_path_and_for_three(caller, is_first):
    for number in range(3):
        make_facility(codes="SA OP ORT BU BUM MOA MD ADLT MALE FEM ICO", longitude=-89.6 + number / 100)
    bump_revision(at=timezone.now())
    of(caller.post("/api/paths", {"near": "62701"}))  # the limit's permits are taken from the database here
    asked = {}

    for limit in (1, 3):
        if is_first:
            forget_index()
        with CaptureQueriesContext(connection) as queries:
            found = of(caller.post("/api/paths", {"near": "62701", "limit": limit}))
        asked[len(found["paths"])] = len(queries)

    assert asked == {1: asked[1], 3: asked[1]}
