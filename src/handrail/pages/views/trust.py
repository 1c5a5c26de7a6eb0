"""What a visitor can tell us of a place, without an account: did they answer, and what is wrong on the page."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.calls.actions import count_tap
from handrail.directory.corrections.actions import open_correction
from handrail.directory.corrections.choices import KINDS
from handrail.directory.domain.corrections import Kind
from handrail.directory.domain.visitor_answers import Answer
from handrail.directory.models import Facility
from handrail.directory.next_to_call import next_places
from handrail.directory.queries import facility_by_public_id
from handrail.kernel.busy_database import NotKept, kept_whole
from handrail.pages.forms import Search
from handrail.pages.problem_form import ProblemForm
from handrail.pages.views.carrying import paths_search, private, reading_page
from handrail.web.error_pages import later, too_often, try_again
from handrail.web.language import language_of
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.stateless_forms import stateless_form_that_writes
from handrail.web.translation import translate

DAY = 24 * 60 * 60
# Product choices. Many people share one network: a tap is refused without a reproach, and the page still helps on.
SITE = 48  # bits of IPv6: some providers give one customer all of a /48, and each of its /56 would tap anew
ONE_TAP_A_PLACE = Limit("did_they_answer_here", most=1, seconds=DAY, ipv6_prefix=SITE)
TAPS_A_DAY = Limit("did_they_answer", most=20, seconds=DAY, ipv6_prefix=SITE)
REPORTS_A_DAY = Limit("report_a_problem", most=10, seconds=DAY)
DANGERS_A_DAY = Limit("report_a_danger", most=10, seconds=DAY)  # never used up by reports of another kind
REPORTS_A_PLACE = Limit("report_this_here", most=2, seconds=DAY)
NEXT_SHOWN = 3
UNPROCESSABLE, TOO_MANY = 422, 429


@stateless_form_that_writes
@require_http_methods(["GET", "HEAD", "POST"])
def answered(request: HttpRequest, public_id: str) -> HttpResponse:
    """One tap: yes, no answer, wrong number. Kept as a count of the day, and nothing of who tapped."""
    facility, at = found(public_id), timezone.now()
    tapped = request.POST.get("answer") if request.method == "POST" else None
    if tapped is None or tapped not in list(Answer):
        return reading_page(request, "pages/answered.jinja", {"facility": facility, "is_busy": False})
    try:
        with kept_whole():
            check_limit(TAPS_A_DAY, request, at=at)
            if is_counted := may_count(request, facility, at):
                count_tap(facility=facility, answer=Answer(tapped), at=at)
    except TooOften as refusal:
        return too_often(request, refusal)
    except NotKept:
        again = {"facility": facility, "is_busy": True, "sent": only_the_way_back(request)}
        return try_again(reading_page(request, "pages/answered.jinja", again))
    context = {"facility": facility, "answer": tapped, "is_counted": is_counted, "sent": only_the_way_back(request)}
    context |= whom_next(request, facility, at) if tapped != Answer.YES else {}
    thanks = reading_page(request, "pages/answered_thanks.jinja", context)
    thanks.status_code = 200 if is_counted else TOO_MANY
    return thanks


def whom_next(request: HttpRequest, facility: Facility, at: datetime) -> dict[str, Any]:
    """The next numbers to call, there and then."""
    about = (paths_search(request, at) or Search()).about
    cards = next_places(facility, language_of(request.path_info), at=at, about=about, most=NEXT_SHOWN)
    return {"next_cards": cards, "about": about}


def may_count(request: HttpRequest, facility: Facility, at: datetime) -> bool:
    """A second tap from one network on one day is thanked for and not counted: perhaps it was a double tap."""
    try:
        check_limit(ONE_TAP_A_PLACE, request, at=at, about=facility.public_id)
    except TooOften:
        return False
    return True


@stateless_form_that_writes
@require_http_methods(["GET", "HEAD", "POST"])
def problem(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form, by GET or from a page that carries a search; sent, a report. Only the desk sees its due date."""
    facility, at = found(public_id), timezone.now()
    if request.method != "POST" or "send" not in request.POST:
        return form_page(request, facility, ProblemForm())
    form = ProblemForm.from_post(request.POST)
    if form.errors:
        return form_page(request, facility, form, status=UNPROCESSABLE)
    try:
        with kept_whole():
            check_reports(request, facility, Kind(form.kind), at)
            open_correction(facility=facility, report=form.report(), at=at)
    except TooOften as refusal:
        return later(form_page(request, facility, form, status=TOO_MANY, minutes=refusal.minutes), refusal)
    except NotKept:
        return try_again(form_page(request, facility, form, is_busy=True))
    context = {"facility": facility, "sent": only_the_way_back(request)}
    return private(reading_page(request, "pages/problem_thanks.jinja", context))


def only_the_way_back(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Another language must not tap or report a second time."""
    return tuple(("search", token) for token in request.POST.getlist("search")[:1])


def check_reports(request: HttpRequest, facility: Facility, kind: Kind, at: datetime) -> None:
    """One network alone never fills the place that reports of one kind have."""
    check_limit(REPORTS_A_PLACE, request, at=at, about=f"{facility.public_id} {kind}")
    check_limit(DANGERS_A_DAY if kind is Kind.SAFETY else REPORTS_A_DAY, request, at=at)


def form_page(
    request: HttpRequest,
    facility: Facility,
    form: ProblemForm,
    *,
    status: int = 200,
    is_busy: bool = False,
    minutes: int = 0,
) -> HttpResponse:
    """`minutes` is how long nothing more is taken from here: what was typed stays in the form until then."""
    language = language_of(request.path_info)
    errors = [(name, translate(message, language)) for name, message in form.errors.items()]
    context = {"facility": facility, "form": form, "errors": errors, "kinds": KINDS, "is_busy": is_busy}
    context["minutes"] = minutes
    response = reading_page(request, "pages/problem.jinja", context)
    response.status_code = status
    return response


def found(public_id: str) -> Facility:
    facility = facility_by_public_id(public_id=public_id)
    if facility is None:
        raise Http404
    return facility
