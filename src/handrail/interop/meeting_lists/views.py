"""Lists of meetings for other finders and for calendars.

They stand here and not in `meetings` because everything that makes them safe to call is here: the limits of a call,
HEAD and OPTIONS, problem documents, tags. `meetings.export` knows the formats, and nothing of requests.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from handrail.interop.entity_tags import kept
from handrail.interop.meeting_lists.sending import FRESH_SECONDS, OWN, sent
from handrail.meetings.export.bmlt_answers import json_list
from handrail.meetings.export.icalendar import calendar_of
from handrail.meetings.export.queries import meetings_named, published_meetings, publishers
from handrail.meetings.export.table import heading, lines
from handrail.meetings.export.tsml import tsml_row

JSON, CSV, CALENDAR = "application/json", "text/csv; charset=utf-8", "text/calendar; charset=utf-8"
MOST_CHOSEN = 100
LINES_TOGETHER = 100


def meetings_json(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    known = publishers()
    rows = (tsml_row(meeting) for meeting in published_meetings(known))
    return sent(request, json_list(rows), known=known, content_type=JSON, is_whole=True)


def meetings_csv(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    known = publishers()
    written = in_pieces(lines(published_meetings(known)))
    return sent(request, written, known=known, content_type=CSV, is_whole=True, name="meetings.csv")


def in_pieces(rows: Iterable[str]) -> Iterator[bytes]:
    yield heading().encode()
    left = iter(rows)
    while some := list(islice(left, LINES_TOGETHER)):
        yield "".join(some).encode()


def meeting_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    return calendar(request, [public_id])


def meetings_calendar(request: HttpRequest) -> HttpResponse:
    """A choice of meetings: `?id=abc,def`."""
    chosen = [each for value in request.GET.getlist("id") for each in value[:2_000].split(",") if each]
    return calendar(request, chosen[:MOST_CHOSEN])


def calendar(request: HttpRequest, public_ids: list[str]) -> HttpResponse:
    """Nothing at all where none of them has an hour: an empty file would only puzzle."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    known = publishers()
    weekly = [meeting for meeting in meetings_named(known, public_ids) if meeting.is_weekly]
    if not weekly:
        raise Http404
    content = calendar_of(weekly, at=request.asked_at, named="names" in request.GET)  # type: ignore[attr-defined]
    response = HttpResponse(content, content_type=CALENDAR)
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    response = kept(response, request, seconds=FRESH_SECONDS)
    response.headers["Cache-Control"] = OWN  # the address tells which meetings somebody goes to
    return response
