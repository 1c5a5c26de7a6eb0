"""The page of one meeting."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.meetings.models import Meeting
from handrail.meetings.one_meeting.page_facts import day_there, page_facts
from handrail.meetings.one_meeting.queries import meeting_by_public_id
from handrail.meetings.picking.cards import calendar_address, subscription
from handrail.meetings.reports.page_facts import reports_of
from handrail.meetings.views.reading import reading_page
from handrail.web.language import language_of
from handrail.web.stateless_forms import stateless_form

GONE = 410


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    """By GET a page for everybody. By POST the same, with the way in where it was asked for and its hour has come."""
    found = meeting_by_public_id(public_id=public_id)
    if found is None:
        raise Http404
    if found.gone_at is not None:
        return gone(request, found, found.gone_at)
    at, is_asked, language = timezone.now(), "join" in request.POST, language_of(request.path_info)
    context = {
        "meeting": found,
        "facts": page_facts(found, language, at=at, is_way_in_asked=is_asked),
        "reports": reports_of(meeting=found, at=at, language=language),
        "subscribe": subscription(request.build_absolute_uri(calendar_address([found.public_id]))),
    }
    return reading_page(request, "meetings/meeting.jinja", context)


def gone(request: HttpRequest, found: Meeting, gone_at: datetime) -> HttpResponse:
    """410, so that search engines forget it too."""
    return reading_page(request, "meetings/gone.jinja", {"left_on": day_there(gone_at, found.zone)}, status=GONE)
