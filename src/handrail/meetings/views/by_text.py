"""How to find a meeting by text, and what a telephone company sees of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.directory.domain.phone_numbers import canonical_phone
from handrail.meetings.by_text.queries import is_offered
from handrail.meetings.domain.texts import MOST_A_DAY, WAITS
from handrail.meetings.views.reading import reading_page
from handrail.web.stateless_forms import stateless_form


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def by_text(request: HttpRequest) -> HttpResponse:
    """Where it is not offered the page says so: nobody is sent to a number that does not answer (P10). A demonstration
    shows all of it without a number, so that whoever decides about it can read it first."""
    number = settings.MEETINGS_TEXT_NUMBER if is_offered() else ""
    context = {
        "number": number,
        "is_preview": settings.DEMONSTRATION,
        "shown": canonical_phone(number) or number,
        "minutes": int(WAITS.total_seconds() // 60),
        "most": MOST_A_DAY,
    }
    return reading_page(request, "meetings/by_text.jinja", context)
