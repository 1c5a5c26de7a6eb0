import json

import pytest
from django.utils import timezone

from factories import make_call, make_correction, make_facility, make_operator
from handrail.directory.calls.actions import count_tap
from handrail.directory.calls.queries import trust_of
from handrail.directory.domain.open_places import Group, Level, Numbers, Sex
from handrail.directory.domain.sources import Source
from handrail.directory.domain.visitor_answers import Answer
from handrail.directory.models import CheckedFact, Facility
from handrail.directory.open_places.actions import say
from handrail.pathways.as_json import facility_as_json
from interop.schema import faults

FRESH = "public, max-age=300"


def address(facility) -> str:
    return f"/api/facilities/{facility.public_id}"


@pytest.mark.asvs("V1.2.3", "V15.3.1")
@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"codes": ""},
        {"codes": " ".join(f"X{number}" for number in range(300))},
        {"codes": "SA BU NMOA FSA MD CHLD"},  # a listing that contradicts itself
        {"latitude": None, "phone": "", "street1": "", "program": "A program"},
        {"precision": "zip", "gone_since_year": 2024, "last_verified_at": timezone.now()},
        {"source": Source.FINDTREATMENT, "added_codes": "MD", "added_year": 2024, "website": "javascript:alert(1)"},
        {"source": Source.DEMONSTRATION, "source_year": 2026, "codes": "SA OP CARF"},
    ],
)
@pytest.mark.parametrize("words", ["en", "es"])
def test_facility_is_what_the_document_says(caller, facts, words):
    facility = make_facility(**facts)

    answered = caller.get(f"{address(facility)}?words={words}")

    told = answered.json()
    assert (answered.status_code, answered.headers["Content-Language"]) == (200, words)
    assert faults("get_facility", told) == []
    assert (told["source"], told["source_year"]) == (facility.source, facility.source_year)


def test_facility_holds_the_listing_and_its_plain_words(caller, clinics):
    told = caller.get(address(clinics[0])).json()

    shared = json.loads(json.dumps(facility_as_json(clinics[0])))
    assert shared.pop("intake_phones") == ["217-555-0102"]
    assert {key: told[key] for key in shared} == shared
    assert told["website"] == "https://clinic.example/"
    assert told["intake_phones"] == [{"text": "217-555-0102", "tel": "tel:+12175550102", "say": None}]
    assert told["coordinates"] == {
        "latitude": 39.8,
        "longitude": -89.65,
        "precision": "address",
        "source": "findtreatment_export",
        "text": None,
    }
    assert told["groups"][0] == {
        "code": "pay",
        "heading": "How you can pay",
        "note": None,
        "lines": [{"code": "MD", "text": "Takes Medicaid", "is_disputed": False}],
    }
    assert told["gone"] is None


def test_facility_in_spanish_says_the_same_in_other_words(caller, clinics):
    english, spanish = (caller.get(f"{address(clinics[0])}?words={words}").json() for words in ("en", "es"))

    assert spanish["groups"][0]["lines"] == [{"code": "MD", "text": "Acepta Medicaid", "is_disputed": False}]
    assert [group["code"] for group in english["groups"]] == [group["code"] for group in spanish["groups"]]


def test_facility_no_longer_listed_answers_and_says_so(caller):
    facility = make_facility(gone_since_year=2024)

    told = caller.get(address(facility)).json()

    assert told["gone"] == {
        "since_year": 2024,
        "text": "Not in the 2024 directory. It may have closed or moved. Call first.",
    }


def test_facility_merged_into_another_answers_and_names_it(caller, clinics):
    facility = make_facility(merged_into=clinics[0])

    told = caller.get(address(facility)).json()

    assert (told["id"], told["merged_into"]) == (facility.public_id, clinics[0].public_id)
    assert faults("get_facility", told) == []


def test_facility_found_closed_answers_and_says_when(caller, at):
    facility = make_facility(closed_at=at)

    told = caller.get(address(facility)).json()

    assert told["closed_at"] == "2026-11-23T12:00:00+00:00"
    assert faults("get_facility", told) == []


@pytest.mark.parametrize("public_id", ["nothing", "aaaaaaaaaaaaa", "A" * 13, "x-y_z", "search2", "1" * 5000])
def test_unknown_facility_is_a_problem_of_its_own(caller, public_id):
    refused = caller.get(f"/api/facilities/{public_id}?words=es")

    told = refused.json()
    assert (refused.status_code, told["type"]) == (404, "/api/#facility-unknown")
    assert told["title"] == "Ningún lugar tiene este id"
    assert faults("get_facility", told, status=404) == []


@pytest.mark.asvs("V15.3.7")
@pytest.mark.parametrize("query", ["words=fr", "words=", "words=en&words=es", "near=62701", "words=en&x=1", "x"])
def test_facility_refuses_a_parameter_it_does_not_know(caller, clinics, query):
    refused = caller.get(f"{address(clinics[0])}?{query}")

    assert (refused.status_code, refused.json()["type"]) == (422, "/api/#field-refused")
    assert faults("get_facility", refused.json(), status=422) == []


def test_facility_can_be_kept_and_is_asked_for_with_its_tag(caller, clinics):
    first = caller.get(address(clinics[0]))

    again = caller.get(address(clinics[0]), **{"if-none-match": first.headers["ETag"]})
    weak = caller.get(address(clinics[0]), **{"if-none-match": f'"other", W/{first.headers["ETag"]}'})
    other = caller.get(address(clinics[0]), **{"if-none-match": '"other"'})

    assert first.headers["ETag"].startswith('"')
    assert first.headers["Cache-Control"] == FRESH
    assert [each.status_code for each in (again, weak, other)] == [304, 304, 200]
    assert (again.content, again.headers["ETag"]) == (b"", first.headers["ETag"])
    assert again.headers["Cache-Control"] == FRESH


def test_tag_of_a_facility_is_that_of_its_bytes(caller, clinics):
    first, other = (caller.get(address(clinic)) for clinic in clinics)
    spanish = caller.get(f"{address(clinics[0])}?words=es")
    Facility.objects.filter(pk=clinics[0].pk).update(phone="217-555-0199")  # before any process has noticed

    changed = caller.get(address(clinics[0]), **{"if-none-match": first.headers["ETag"]})

    assert len({each.headers["ETag"] for each in (first, other, spanish, changed)}) == 4
    assert (changed.status_code, changed.json()["phone"]) == (200, "217-555-0199")


@pytest.mark.parametrize("header", ["if-match", "if-unmodified-since"])
@pytest.mark.parametrize("path", ["", "/api/codes", "/api/openapi.json"])
def test_conditions_for_writers_are_not_read(caller, clinics, header, path):
    value = '"other"' if header == "if-match" else "Mon, 23 Nov 2015 12:00:00 GMT"

    answered = caller.get(path or address(clinics[0]), **{header: value})

    assert (answered.status_code, answered.headers["Content-Type"]) == (200, "application/json")


def test_facility_tells_what_calls_visitors_checks_and_open_places_say(caller, clinics):
    facility, anna, now = clinics[0], make_operator(), timezone.now()
    make_call(facility=facility, at=now, by=anna, new_patients="yes", days_to_first_dose=0)
    count_tap(facility=facility, answer=Answer.YES, at=now)
    numbers = {Group(Level.WITHDRAWAL, Sex.WOMEN): Numbers(2, 6)}
    say(facility=facility, numbers=numbers, by=anna, at=now)
    report = make_correction(facility=facility)
    CheckedFact.objects.create(
        facility=facility,
        field="phone",
        value="217-555-0199",
        checked_at=now,
        by=anna,
        second_by=make_operator(),
        correction=report,
    )

    told = caller.get(address(facility)).json()

    trust = trust_of(facility, now, "en")
    assert faults("get_facility", told) == []
    assert [(one["code"], one["text"]) for one in told["calls"]] == [(one.code, one.text) for one in trust.calls]
    assert [one["text"] for one in told["checked"]] == [one.text for one in trust.facts] != []
    assert (told["calls_made"], told["visitors"]) == (trust.calls_made, trust.visitors)
    assert told["open_places"] == [
        {
            "level": "withdrawal",
            "sex": "women",
            "age": "any",
            "payer": "any",
            "unit": "bed",
            "state": "open",
            "available": 2,
            "maximum": 6,
            "updated": now.isoformat(),
        }
    ]


@pytest.mark.usefixtures("one_minute")
def test_facility_asks_the_database_equally_often_whatever_it_lists(caller, django_assert_num_queries):
    small, large = make_facility(codes="SA"), make_facility(codes=" ".join(f"X{number}" for number in range(300)))
    caller.get(address(small))

    for facility in (small, large):
        with django_assert_num_queries(7):
            caller.get(address(facility))
