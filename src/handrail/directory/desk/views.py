"""Where an operator's work begins."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from handrail.directory.desk.access import for_operators
from handrail.web.rendering import page


@require_safe
@for_operators
def desk(request: HttpRequest) -> HttpResponse:
    return page(request, "directory/desk/desk.jinja")
