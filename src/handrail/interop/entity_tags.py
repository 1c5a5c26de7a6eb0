"""Answers that can be kept: each names its version, and who has it already is told so in a few bytes."""

import hashlib
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from handrail.directory import facility_facts, labels

FACILITY_SECONDS, BOOK_SECONDS = 300, 3600


def tag_of(*parts: object) -> str:
    """A strong tag: same parts, same bytes. Where an answer is compressed the tag becomes a weak one by itself."""
    return f'"{digest(" ".join(map(str, parts)).encode())}"'


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


@cache
def words_version() -> str:
    """Our own words may change with a release while the directory stays as it is."""
    return digest(b"".join(Path(file).read_bytes() for file in (labels.FILE, facility_facts.WORDS, __file__)))


def kept(response: HttpResponse, request: HttpRequest, tag: str, *, seconds: int) -> HttpResponse:
    """The answer with its tag and how long it is fresh; 304 without it where the tag is the one that was sent."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return get_conditional_response(request, etag=tag, response=response) or response


def has_it(request: HttpRequest, tag: str) -> bool:
    """Asked before the answer is made."""
    return get_conditional_response(request, etag=tag, response=HttpResponse()).status_code == 304
