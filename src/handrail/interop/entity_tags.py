"""Answers that can be kept: each names its version, and who has it already is told so in a few bytes."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

FACILITY_SECONDS, BOOK_SECONDS = 300, 3600
OF_WRITERS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def kept(response: HttpResponse, request: HttpRequest, *, seconds: int) -> HttpResponse:
    """The answer with its tag and how long it is fresh; 304 without it where the tag is the one that was sent.

    The tag is made of the bytes themselves, so that it is strong whatever they came from: the database, the clock, our
    own words in this release. Where an answer is compressed the tag becomes a weak one by itself. Conditions that guard
    writing mean nothing here, and are not read.
    """
    for name in OF_WRITERS:
        request.META.pop(name, None)
    tag = f'"{digest(response.content)}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return get_conditional_response(request, etag=tag, response=response) or response
