"""The addresses of the API. What lies at none of them is answered in its own form too."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from handrail.interop.api import api
from handrail.interop.calls import open_call
from handrail.interop.views.document import openapi
from handrail.web.problems import NOTHING_HERE, problem

app_name = "api"
PARAMETERS = {"facility": frozenset({"words"})}
NINJAS_OWN = "api-root"  # the page for programmers stands there


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(NOTHING_HERE)


def opened(pattern: URLPattern) -> URLPattern:
    """Ninja's address, behind what holds for every call."""
    pattern.callback = open_call(pattern.callback, parameters=PARAMETERS.get(pattern.name, frozenset()))
    return pattern


urlpatterns = [
    path("openapi.json", open_call(openapi), name="openapi"),
    *(opened(pattern) for pattern in api.urls[0] if pattern.name != NINJAS_OWN),
    path("<path:rest>", open_call(nothing_here, parameters=None), name="nothing_here"),
]
