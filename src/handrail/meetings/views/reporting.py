"""What somebody who went can tell us of a meeting, in one press and without an account (P1, S12)."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.kernel.busy_database import NotKept, kept_whole
from handrail.meetings.domain.reports import MEDICINE, SEEN, Answer
from handrail.meetings.export.withheld import without_joining
from handrail.meetings.models import Meeting
from handrail.meetings.one_meeting.corrections import corrections_of
from handrail.meetings.one_meeting.queries import meeting_by_public_id, published
from handrail.meetings.reports.actions import keep_report
from handrail.meetings.reports.page_facts import is_asked, reports_of
from handrail.meetings.reports.queries import held_last
from handrail.meetings.views.one_meeting import gone
from handrail.meetings.views.reading import reading_page
from handrail.web.error_pages import too_often, try_again
from handrail.web.language import language_of
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.stateless_forms import stateless_form_that_writes

DAY = 24 * 60 * 60
# Product choices. A network is many people: who is not counted is thanked all the same.
SITE = 48  # bits of IPv6: some providers give one customer all of a /48
ONE_A_MEETING = Limit("meeting_report_here", most=1, seconds=DAY, ipv6_prefix=SITE)
REPORTS_A_DAY = Limit("meeting_report", most=20, seconds=DAY, ipv6_prefix=SITE)
TOO_MANY = 429


@stateless_form_that_writes
@require_http_methods(["GET", "HEAD", "POST"])
def report_seen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Was it there: yes, nobody, moved."""
    return reported(request, public_id, SEEN)


@stateless_form_that_writes
@require_http_methods(["GET", "HEAD", "POST"])
def report_medicine(request: HttpRequest, public_id: str) -> HttpResponse:
    """With medicine: could speak, was asked to listen, was told to stop."""
    return reported(request, public_id, MEDICINE)


def reported(request: HttpRequest, public_id: str, answers: tuple[Answer, ...]) -> HttpResponse:
    """A press speaks of one day. What was sent of another one, from a page left open, is asked again. What is not asked
    is not answered either: the meeting's own page says why."""
    meeting, at = meeting_by_public_id(public_id=public_id), timezone.now()
    if meeting is None:
        raise Http404
    if meeting.gone_at is not None:
        return gone(request, meeting, meeting.gone_at)
    if not is_asked(meeting, answers):
        return redirect("meetings:meeting", meeting.public_id)
    answer, held = answer_sent(request, answers), held_last(meeting=meeting, at=at)
    if answer is None or request.POST.get("day") != held.day.isoformat():
        return question(request, meeting, answers, at)
    try:
        with kept_whole():
            check_limit(REPORTS_A_DAY, request, at=at)
            if is_counted := may_count(request, meeting, answers, at):
                keep_report(meeting=meeting, answer=answer, held=held)
    except TooOften as refusal:
        return too_often(request, refusal)
    except NotKept:
        return try_again(question(request, meeting, answers, at, is_busy=True))
    return thanks(request, meeting, answer, at, is_counted=is_counted)


def answer_sent(request: HttpRequest, answers: tuple[Answer, ...]) -> Answer | None:
    sent = request.POST.get("answer") if request.method == "POST" else None
    return next((answer for answer in answers if answer == sent), None)


def may_count(request: HttpRequest, meeting: Meeting, answers: tuple[Answer, ...], at: datetime) -> bool:
    """A second press of one network on one day, of one question, is perhaps a double press."""
    try:
        check_limit(ONE_A_MEETING, request, at=at, about=f"{meeting.public_id} {answers[0]}")
    except TooOften:
        return False
    return True


def question(
    request: HttpRequest, meeting: Meeting, answers: tuple[Answer, ...], at: datetime, *, is_busy: bool = False
) -> HttpResponse:
    is_another_day = request.method == "POST" and not is_busy and bool(answer_sent(request, answers))
    context = {"is_busy": is_busy, "is_another_day": is_another_day, "asked": answers[0]}
    return told(request, "meetings/report.jinja", meeting, at, context)


def thanks(request: HttpRequest, meeting: Meeting, answer: Answer, at: datetime, *, is_counted: bool) -> HttpResponse:
    context, status = {"answer": answer, "is_counted": is_counted}, 200 if is_counted else TOO_MANY
    return told(request, "meetings/reported.jinja", meeting, at, context, status=status)


def told(
    request: HttpRequest, template: str, meeting: Meeting, at: datetime, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The way back to results goes along; another language must not send the answer a second time."""
    language, public = language_of(request.path_info), published(meeting)
    record = without_joining(public.record)
    known = {
        "meeting": meeting,
        "name": record.name,
        "reports": reports_of(meeting=meeting, at=at, language=language),
        "corrections": corrections_of(record, public.publisher, public_id=meeting.public_id, language=language),
        "sent": tuple(("search", token) for token in request.POST.getlist("search")[:1]),
    }
    return reading_page(request, template, known | context, status=status)
