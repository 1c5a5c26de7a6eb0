"""Requests that no page of ours sends: too large, with too many fields, or holding NUL. They end with our page."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver

from handrail.web import problems

TOO_LARGE = 413
MOST_FIELDS = 200  # the widest form sends a few dozen
BETWEEN_FIELDS = {"application/x-www-form-urlencoded": b"&", "multipart/form-data": b"form-data;"}
MANY_FIELDS = "/cms/"  # a long health page in the editor; Django's own limit holds there


def input_limits(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that judges a request by its address, announced length and number of fields, before a form is read."""

    def answer(request: HttpRequest) -> HttpResponse:
        if _announced_length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return _too_large(request)
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("This address holds a character that cannot be read.")
        if _has_too_many_fields(request):
            raise BadRequest("This form holds more than any page here sends.")
        return get_response(request)

    return answer


def _has_too_many_fields(request: HttpRequest) -> bool:
    """Counted before they are read: each would cost more than its few letters."""
    mark = BETWEEN_FIELDS.get(request.content_type or "")
    if mark is None or not _announced_length(request) or request.path_info.startswith(MANY_FIELDS):
        return False
    return request.body.count(mark) >= MOST_FIELDS


def _announced_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _too_large(request: HttpRequest) -> HttpResponse:
    """The page for a bad request, under the status that says which kind of bad it is."""
    if problems.is_for_programs(request):
        return problems.problem(problems.TOO_LARGE)
    page = get_resolver().resolve_error_handler(400)
    response = page(request, exception=BadRequest("This form is larger than any page here sends."))
    response.status_code = TOO_LARGE
    return response
