"""How a list is sent: in pieces, with the version that it has, and not at all to who has that version."""

import hashlib
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from handrail.interop.entity_tags import OF_WRITERS
from handrail.interop.meeting_lists.turns import WAIT_SECONDS, Taken, Turn, whole_or_turn
from handrail.interop.problem_kinds import LISTS_BUSY
from handrail.meetings.export.queries import Publishers
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.problems import problem, too_often_problem

FRESH_SECONDS = 300
WHOLE_LISTS = Limit("whole meeting lists", most=10, seconds=60)
"""Beside the limit of all calls. Each costs a second or more; who has the version already is answered without one."""

SHARED, OWN = f"public, max-age={FRESH_SECONDS}", f"private, max-age={FRESH_SECONDS}"


def sent(
    request: HttpRequest,
    pieces: Iterable[bytes],
    *,
    known: Publishers,
    content_type: str,
    is_whole: bool = False,
    is_personal: bool = False,
    name: str = "",
) -> HttpResponse:
    """The pieces are made only when they are sent, so an answer of 304 costs no more than the version.

    The tag is a weak one: it stands for what the list says, not for its bytes. It alone decides: the hour of the last
    change is told, and knows nothing of a feed that takes back its leave to tell its links. `is_personal`: a place or a
    choice of meetings stands in the address, and no cache on the way keeps whose it was.
    """
    for header in OF_WRITERS:
        request.META.pop(header, None)
    tag, changed = tag_of(request, known), int(known.changed_at.timestamp()) if known.changed_at else None
    response = get_conditional_response(request, etag=tag)
    if response is None:
        try:
            if is_whole:
                check_limit(WHOLE_LISTS, request, at=request.asked_at)  # type: ignore[attr-defined]
            content = whole_or_turn(pieces)
        except Taken:
            return problem(LISTS_BUSY, headers={"Retry-After": str(WAIT_SECONDS), "Cache-Control": "no-store"})
        except TooOften as refusal:
            return too_often_problem(refusal.wait)
        response = answer_of(content, content_type=content_type)
        if name:
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = OWN if is_personal else SHARED
    if changed is not None:
        response.headers["Last-Modified"] = http_date(changed)
    return response


def answer_of(content: bytes | Turn, *, content_type: str) -> HttpResponse:
    if isinstance(content, bytes):
        return HttpResponse(content, content_type=content_type)
    return StreamingHttpResponse(content, content_type=content_type)


def tag_of(request: HttpRequest, known: Publishers) -> str:
    """Our own address stands in some answers."""
    asked = f"{known.version}\n{request.build_absolute_uri()}"
    return f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'
