"""One facility, with everything that is known of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.directory.queries import facility_by_public_id, facility_facts, same_building
from handrail.pages.views.carrying import reading_page
from handrail.web.language import language_of
from handrail.web.stateless_forms import stateless_form


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def facility(request: HttpRequest, public_id: str) -> HttpResponse:
    found = facility_by_public_id(public_id=public_id)
    if found is None:
        raise Http404
    context = {
        "facility": found,
        "facts": facility_facts(found, language_of(request.path_info)),
        "neighbors": same_building(facility=found),
    }
    return reading_page(request, "pages/facility.jinja", context)
