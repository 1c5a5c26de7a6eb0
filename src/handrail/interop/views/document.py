"""`/api/openapi.json`: made once from the very types that read and name what is sent."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from handrail.interop.answers import Problem
from handrail.interop.api import VERSION, api
from handrail.interop.documenting import ABOUT, ALWAYS, OPERATIONS, Operation
from handrail.interop.entity_tags import BOOK_SECONDS, kept
from handrail.interop.views import capacities, codes, facilities, paths
from handrail.web.problems import MEDIA_TYPE, ProblemKind

VIEWS = (
    paths,
    facilities,
    codes,
    capacities,
)  # imported so that every operation is known before the document is made
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PREFIX = "api/"
KEPT_HEADERS = {
    "ETag": {"description": "The version of this answer.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long it is fresh.", "schema": {"type": "string"}},
}
WAIT_HEADERS = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
TAG_SENT = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "An ETag that was answered before.",
    "schema": {"type": "string"},
}


def openapi(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    return kept(HttpResponse(document_bytes(), content_type="application/json"), request, seconds=BOOK_SECONDS)


@cache
def document_bytes() -> bytes:
    return orjson.dumps(document(), option=orjson.OPT_NON_STR_KEYS | orjson.OPT_INDENT_2)


def document() -> dict[str, Any]:
    made = dict(api.get_openapi_schema(path_prefix=PREFIX))
    made["info"] = {
        "title": api.title,
        "version": VERSION,
        "summary": "Finds whole paths to care for opioid addiction.",
        "description": ABOUT,
        "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
    }
    made["servers"] = [{"url": "/", "description": "This installation."}]
    made["components"]["schemas"]["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    made["components"]["schemas"] |= made["components"]["schemas"]["Problem"].pop("$defs", {})
    for methods in made["paths"].values():
        for details in methods.values():
            complete(details, OPERATIONS[details["operationId"]])
    return made


def complete(details: dict[str, Any], operation: Operation) -> None:
    """What ninja does not know: examples, the headers of answers that can be kept, and every problem."""
    examples = json.loads((EXAMPLES / f"{details['operationId']}.json").read_text(encoding="utf-8"))
    found = details["responses"].pop(200)
    found["description"] = "Found."
    found["content"]["application/json"]["examples"] = {"found": {"value": examples["answer"]}}
    details["responses"] = {"200": found}
    if operation.can_be_kept:
        found["headers"] = KEPT_HEADERS
        details["parameters"].append(TAG_SENT)
        details["responses"]["304"] = {"description": "The tag that was sent is still true.", "headers": KEPT_HEADERS}
    if "requestBody" in details:
        details["requestBody"]["content"]["application/json"]["examples"] = examples["requests"]
    for kind in sorted({*ALWAYS, *operation.problems}, key=lambda kind: kind.status):
        details["responses"][str(kind.status)] = problem_response(kind)


def problem_response(kind: ProblemKind) -> dict[str, Any]:
    detail = kind.detail.replace("%(wait)s", "20")
    told = {"type": f"/api/#{kind.name}", "title": kind.title, "status": kind.status, "detail": detail}
    response = {
        "description": f"{kind.title}.",
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {kind.name: {"value": told}},
            }
        },
    }
    return response | ({"headers": WAIT_HEADERS} if kind.status == 429 else {})
