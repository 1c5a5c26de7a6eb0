"""The API object: django-ninja reads what is sent and writes our OpenAPI; refusals are problem documents (RFC 9457).

Answers are bytes made by orjson. Their models stand in `answers.py` for the document alone: running them for each
answer would cost more than the search, so tests prove instead that real answers are what the document says.
"""

from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from handrail.interop.reading_json import BodyRefused, StrictParser
from handrail.interop.refusals import fields_refused, language_asked
from handrail.web.problems import TOO_LARGE, UNREADABLE, problem
from handrail.web.translation import translate

VERSION = "1"
BELOW_THE_BODY = 2  # ninja's own steps to a field: ("body", "asked", ...)

api = NinjaAPI(
    title="Handrail",
    version=VERSION,
    docs_url=None,  # its page loads a program from another site
    openapi_url=None,  # ours is made once: see views/document.py
    urls_namespace="api",
    parser=StrictParser(),
)


def answer(content: Any, *, language: str = "en") -> HttpResponse:
    return HttpResponse(orjson.dumps(content), content_type="application/json", headers={"Content-Language": language})


@api.exception_handler(ValidationError)
def refuse_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    if request.method == "POST" and not request.body:
        return problem(UNREADABLE)
    errors = [{**each, "loc": tuple(each["loc"][steps_above(each["loc"]) :])} for each in error.errors]
    return fields_refused(errors, language=language_asked(getattr(request, "asked_words", None)))


def steps_above(place: tuple[Any, ...]) -> int:
    return BELOW_THE_BODY if place and place[0] == "body" else 1


@api.exception_handler(HttpError)
def refuse_body(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja wraps whatever its parser raises."""
    cause = error.__cause__
    if isinstance(cause, BodyRefused):
        return problem(cause.kind, detail=translate(cause.message, "en") if cause.message else "")
    return problem(UNREADABLE)


@api.exception_handler(RequestDataTooBig)
def refuse_size(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(TOO_LARGE)


@api.exception_handler(UnreadablePostError)
def refuse_torn(request: HttpRequest, error: UnreadablePostError) -> HttpResponse:
    return problem(UNREADABLE)


@api.exception_handler(Exception)
def pass_on(request: HttpRequest, error: Exception) -> HttpResponse:
    """Ninja's own answer would show the code in debug mode, and write the exception's message to the log."""
    raise error
