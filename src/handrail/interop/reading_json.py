"""Reads a body of JSON strictly: what two readers could understand differently is refused, not guessed."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from handrail.interop.problem_kinds import MEDIA_TYPE_REFUSED
from handrail.web.problems import UNREADABLE, ProblemKind
from handrail.web.translation import mark

NOT_UTF8 = mark("The body is not UTF-8.")
NOT_JSON = mark("The body is not JSON.")
TOO_DEEP = mark("The body is nested too deeply.")
REPEATED = mark("A field stands twice in the same object.")
NOT_A_NUMBER = mark("NaN and Infinity are not JSON.")


class BodyRefused(Exception):
    """The message is English and is translated where it is told. It never quotes the body."""

    def __init__(self, kind: ProblemKind, message: str = "") -> None:
        super().__init__(message)
        self.kind, self.message = kind, message


class StrictParser(Parser):
    """How django-ninja reads a body here. What it raises is what `BodyRefused` says."""

    def parse_body(self, request: HttpRequest) -> Any:
        check_is_json(request)
        body = read_json(request.body)
        if isinstance(body, dict):
            request.asked_words = body.get("words")  # so that a refusal speaks the language that was asked for
        return body


def check_is_json(request: HttpRequest) -> None:
    charset = request.content_params.get("charset", "utf-8").lower() if request.content_params else "utf-8"
    is_plain = request.META.get("HTTP_CONTENT_ENCODING", "identity").lower() == "identity"
    if request.content_type != "application/json" or charset not in ("utf-8", "utf8") or not is_plain:
        raise BodyRefused(MEDIA_TYPE_REFUSED)


def read_json(body: bytes) -> Any:
    try:
        return DECODER.decode(body.decode())
    except UnicodeDecodeError:
        raise BodyRefused(UNREADABLE, NOT_UTF8) from None
    except RecursionError:
        raise BodyRefused(UNREADABLE, TOO_DEEP) from None
    except ValueError:  # also a number of more digits than Python reads
        raise BodyRefused(UNREADABLE, NOT_JSON) from None


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers of a repeated name may each take another of its values."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BodyRefused(UNREADABLE, REPEATED)
    return found


def refuse_constant(text: str) -> None:
    raise BodyRefused(UNREADABLE, NOT_A_NUMBER)


DECODER = json.JSONDecoder(object_pairs_hook=without_repeats, parse_constant=refuse_constant)
