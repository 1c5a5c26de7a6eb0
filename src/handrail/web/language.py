"""The language of a page is in its address, and nowhere else: no cookie to store, no header to redirect by."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

DEFAULT = "en"
PREFIXED = ("es",)


def address_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: /es/... is Spanish, everything else English."""

    def answer(request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer


def language_of(path: str) -> str:
    first = path[1:].partition("/")[0]
    return first if first in PREFIXED else DEFAULT


def twin_path(path: str) -> str:
    """The same page in the other language."""
    return path.removeprefix("/es") if language_of(path) == "es" else f"/es{path}"
