"""How to find a meeting by text, and what a telephone company sees of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from handrail.meetings.by_text.queries import is_offered
from handrail.meetings.domain.texts import MOST_A_DAY, WAITS
from handrail.meetings.wordings.positions import NO_MEETING_DECIDES
from handrail.web.rendering import page


@require_safe
def by_text(request: HttpRequest) -> HttpResponse:
    """Where it is not offered the page says so: nobody is sent to a number that does not answer (P10)."""
    number = settings.MEETINGS_TEXT_NUMBER if is_offered() else ""
    context = {
        "number": number,
        "minutes": int(WAITS.total_seconds() // 60),
        "most": MOST_A_DAY,
        "no_meeting_decides": NO_MEETING_DECIDES,
    }
    return page(request, "meetings/by_text.jinja", context)
