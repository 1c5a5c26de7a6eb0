"""Errors as programs read them: problem documents (RFC 9457) under /api/, where a person would get a page.

`type` is a relative address: the page for programmers has a row with that name. Nothing of a request is ever logged.
"""

from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from handrail.web.translation import ENGLISH, mark, translate

FOR_PROGRAMS = "/api/"
MEETINGS_FOR_PROGRAMS = ("/meetings.json", "/meetings.csv", "/bmlt/")
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """What can go wrong, in English; it is translated where it is told."""

    name: str
    status: int
    title: str
    detail: str


UNREADABLE = ProblemKind(
    "unreadable", 400, mark("The request could not be read"), mark("Send a body of JSON in UTF-8, and a plain address.")
)
REFUSED = ProblemKind(
    "refused", 403, mark("The request was refused"), mark("This address does not answer such a request.")
)
NOTHING_HERE = ProblemKind(
    "nothing-here", 404, mark("Nothing is at this address"), mark("The page /api/ lists every address that answers.")
)
METHOD_REFUSED = ProblemKind(
    "method", 405, mark("This address does not take that method"), mark("The Allow header names those it takes.")
)
TOO_LARGE = ProblemKind(
    "too-large", 413, mark("The body is too large"), mark("No search needs more than a few hundred bytes.")
)
TOO_OFTEN = ProblemKind(
    "too-often", 429, mark("Too many requests from this network"), mark("Please wait %(wait)s seconds, then go on.")
)
FAILED = ProblemKind(
    "failed",
    500,
    mark("Something broke on our side"),
    mark("Nothing of your request was kept. Please try again later."),
)
CLOSED = ProblemKind(
    "closed",
    503,
    mark("We are putting a backup back"),
    mark("Nothing of your request was kept. Please try again later."),
)

KINDS = (UNREADABLE, REFUSED, NOTHING_HERE, METHOD_REFUSED, TOO_LARGE, TOO_OFTEN, FAILED, CLOSED)


def is_for_programs(request: HttpRequest) -> bool:
    """Every address of the API, and the lists of meetings that other finders read. /api/ itself is a page, for the
    people who write programs. A calendar file is for a person: it is opened by hand, and from calendars by webcal."""
    if request.path_info.startswith(MEETINGS_FOR_PROGRAMS):
        return True
    return request.path_info.startswith(FOR_PROGRAMS) and request.path_info != FOR_PROGRAMS


def problem(
    kind: ProblemKind, *, language: str = ENGLISH, detail: str = "", headers: dict[str, str] | None = None, **more: Any
) -> HttpResponse:
    """`detail` replaces the kind's own words; `more` are further members, such as `errors` or `choices`."""
    told = {
        "type": f"{FOR_PROGRAMS}#{kind.name}",
        "title": translate(kind.title, language),
        "status": kind.status,
        "detail": detail or translate(kind.detail, language),
        **more,
    }
    return HttpResponse(
        orjson.dumps(told),
        status=kind.status,
        content_type=MEDIA_TYPE,
        headers={"Content-Language": language, **(headers or {})},
    )


def too_often_problem(wait: int) -> HttpResponse:
    detail = translate(TOO_OFTEN.detail, ENGLISH, wait=wait)
    return problem(TOO_OFTEN, detail=detail, headers={"Retry-After": str(wait)})
