"""The one service worker, of pages kept on a person's own phone (S39). No browser has it before a yes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from handrail.web.rendering import static_address

PARTS = ("web/keeping.js", "web/worker.js")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """It names its parts by their fingerprints: a browser sees from these lines alone that there is a newer one."""
    lines = [f'importScripts("{static_address(part)}");\n' for part in PARTS]
    response = HttpResponse("".join(lines), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
