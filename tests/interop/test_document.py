"""`/api/openapi.json` is true: every example, every word, every address."""

import json
import re

import jsonschema_rs
import pytest
from django.urls import get_resolver

from every_address import routes_under
from handrail.interop.documenting import OPERATIONS
from handrail.interop.problem_kinds import KINDS
from handrail.interop.views.document import document_bytes
from interop.conftest import bearer
from interop.schema import document, faults, faults_of_request, operation

OPERATION_IDS = sorted(OPERATIONS)


def examples_of_requests():
    for operation_id in OPERATION_IDS:
        body = operation(operation_id).get("requestBody")
        for name, example in (body["content"]["application/json"]["examples"] if body else {}).items():
            yield pytest.param(operation_id, example["value"], id=f"{operation_id}-{name}")


def path_of(operation_id: str) -> str:
    return next(
        path
        for path, methods in document()["paths"].items()
        for details in methods.values()
        if details["operationId"] == operation_id
    )


def test_document_is_served_as_it_is_and_can_be_kept(caller):
    served = caller.get("/api/openapi.json")
    again = caller.get("/api/openapi.json", **{"if-none-match": served.headers["ETag"]})

    assert served.content == document_bytes()
    assert (served.headers["Content-Type"], again.status_code) == ("application/json", 304)
    assert served.json()["openapi"].startswith("3.1")


def test_every_schema_is_one():
    for name, schema in document()["components"]["schemas"].items():
        jsonschema_rs.meta.validate(schema)
        assert not re.search(r'"(ge|le|gt|lt)":', json.dumps(schema)), name  # limits in the words of JSON Schema


def test_document_names_every_address_of_the_api_and_no_other():
    routes = dict(routes_under(get_resolver(), before="", namespaces=()))
    ours = {route for route, name in routes.items() if name.startswith("api:")}

    named = {re.sub(r"\{(\w+)\}", r"<str:\1>", path).removeprefix("/") for path in document()["paths"]}

    assert named == ours - {"api/openapi.json", "api/<path:rest>"}


@pytest.mark.parametrize("operation_id", OPERATION_IDS)
def test_example_of_an_answer_is_one(operation_id):
    found = operation(operation_id)["responses"]["200"]["content"]["application/json"]

    assert faults(operation_id, found["examples"]["found"]["value"]) == []


@pytest.mark.parametrize(("operation_id", "body"), list(examples_of_requests()))
def test_example_of_a_request_is_answered(caller, kept_program, operation_id, body, monkeypatch, at):
    monkeypatch.setattr("handrail.interop.calls.timezone.now", lambda: at)

    answered = caller.post(path_of(operation_id), body, **bearer(kept_program.secret))

    assert faults_of_request(operation_id, body) == []
    assert (answered.status_code, faults(operation_id, answered.json())) == (200, [])


@pytest.mark.parametrize("operation_id", OPERATION_IDS)
def test_operation_names_its_problems_with_examples(operation_id):
    responses = operation(operation_id)["responses"]

    for status in {*responses} - {"200", "304"}:
        (example,) = responses[status]["content"]["application/problem+json"]["examples"].values()
        assert faults(operation_id, example["value"], status=int(status)) == []
        assert example["value"]["type"].removeprefix("/api/#") in {kind.name for kind in KINDS}
        assert "%(" not in json.dumps(example)


def test_every_operation_and_field_to_send_is_described():
    for operation_id in OPERATION_IDS:
        assert len(operation(operation_id)["description"]) > 80
    for name in (
        "PathSearch",
        "FacilitySearch",
        "Filters",
        "Point",
        "PathsAnswer",
        "FacilitiesAnswer",
        "WholeFacility",
    ):
        assert document()["components"]["schemas"][name]["description"]


@pytest.mark.parametrize("path", ["/api/docs", "/api/docs/", "/api/redoc"])
def test_no_page_loads_a_program_from_another_site(caller, path):
    assert caller.get(path).status_code == 404
    assert b"cdn" not in document_bytes()
    assert not re.findall(rb"https?://(?!clinic\.example|json-schema)[a-z]+\.(?:com|net|io)", document_bytes())
