"""Holds answers against our own OpenAPI document, and against nothing looser: a field it does not name is a fault."""

import json
from copy import deepcopy
from functools import cache

import jsonschema_rs

from handrail.interop.views.document import document_bytes


@cache
def document() -> dict:
    return json.loads(document_bytes())


@cache
def strict_components() -> dict:
    """The document lets programs meet new fields; our own answers of today hold only those it names."""
    components = deepcopy(document()["components"])
    for schema in components["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return components


def operation(operation_id: str) -> dict:
    return next(
        details
        for methods in document()["paths"].values()
        for details in methods.values()
        if details["operationId"] == operation_id
    )


def faults(operation_id: str, content: object, *, status: int = 200) -> list[str]:
    (media,) = operation(operation_id)["responses"][str(status)]["content"].values()
    return faults_of(media["schema"], content)


def faults_of(schema: dict, content: object) -> list[str]:
    validator = jsonschema_rs.Draft202012Validator({**schema, "components": strict_components()})
    return [f"{list(error.instance_path)}: {error.message[:200]}" for error in validator.iter_errors(content)]


def faults_of_request(operation_id: str, content: object) -> list[str]:
    return faults_of(operation(operation_id)["requestBody"]["content"]["application/json"]["schema"], content)
