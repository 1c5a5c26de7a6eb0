"""What a visitor can tell us of a place, without an account: did they answer, and what is wrong on the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.calls.actions import count_tap
from handrail.directory.corrections.actions import Report, open_correction
from handrail.directory.corrections.choices import KINDS
from handrail.directory.domain.corrections import Kind, due_on
from handrail.directory.domain.visitor_answers import Answer
from handrail.directory.models import Facility
from handrail.directory.queries import facility_by_public_id
from handrail.pages.views.carrying import private, reading_page
from handrail.web.error_pages import too_often
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.stateless_forms import stateless_form_that_writes
from handrail.web.translation import mark

DAY = 24 * 60 * 60
# Product choices. Many people share one network: a tap is refused without a reproach, and the page still helps on.
ONE_TAP_A_PLACE = Limit("did_they_answer_here", most=1, seconds=DAY)
TAPS_A_DAY = Limit("did_they_answer", most=20, seconds=DAY)
REPORTS_A_DAY = Limit("report_a_problem", most=10, seconds=DAY)
UNPROCESSABLE, TOO_MANY = 422, 429

LONGEST = {"words": 1000, "phone": 40, "website": 255, "address": 255}
TOO_LONG = mark("This is too long. Please make it shorter.")


@stateless_form_that_writes
@require_http_methods(["GET", "HEAD", "POST"])
def answered(request: HttpRequest, public_id: str) -> HttpResponse:
    """One tap: yes, no answer, wrong number. Kept as a count of the day, and nothing of who tapped."""
    facility, at = found(public_id), timezone.now()
    tapped = request.POST.get("answer") if request.method == "POST" else None
    if tapped is None or tapped not in list(Answer):
        return reading_page(request, "pages/answered.jinja", {"facility": facility})
    try:
        check_limit(TAPS_A_DAY, request, at=at)
    except TooOften as refusal:
        return too_often(request, refusal)
    context = {"facility": facility, "answer": tapped, "is_counted": may_count(request, facility, at)}
    if context["is_counted"]:
        count_tap(facility=facility, answer=Answer(tapped), at=at)
    thanks = reading_page(request, "pages/answered_thanks.jinja", context)
    thanks.status_code = 200 if context["is_counted"] else TOO_MANY
    return thanks


def may_count(request: HttpRequest, facility: Facility, at: datetime) -> bool:
    """A second tap from one network on one day is thanked for and not counted: perhaps it was a double tap."""
    try:
        check_limit(ONE_TAP_A_PLACE, request, at=at, about=facility.public_id)
    except TooOften:
        return False
    return True


@dataclass(frozen=True)
class ProblemForm:
    """What was typed, kept until it can be read."""

    kind: str = ""
    words: str = ""
    phone: str = ""
    website: str = ""
    address: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_post(cls, posted: Mapping[str, str]) -> "ProblemForm":
        typed = {name: posted.get(name, "").strip() for name in LONGEST}
        errors = {name: TOO_LONG for name, most in LONGEST.items() if len(typed[name]) > most}
        kind = posted.get("kind", "")
        if kind not in list(Kind):
            errors["kind"] = mark("Choose what is wrong.")
        return cls(kind=kind, errors=errors, **typed)

    def error(self, name: str) -> str:
        return self.errors.get(name, "")

    def report(self) -> Report:
        one_line = {name: " ".join(getattr(self, name).split()) for name in ("phone", "website", "address")}
        return Report(kind=Kind(self.kind), words=self.words, **one_line)


@stateless_form_that_writes
@require_http_methods(["GET", "HEAD", "POST"])
def problem(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form, by GET or from a page that carries a search; sent, a report with an owner to come and a due date."""
    facility, at = found(public_id), timezone.now()
    if request.method != "POST" or "send" not in request.POST:
        return form_page(request, facility, ProblemForm())
    form = ProblemForm.from_post(request.POST)
    if form.errors:
        return form_page(request, facility, form, status=UNPROCESSABLE)
    try:
        check_limit(REPORTS_A_DAY, request, at=at)
    except TooOften as refusal:
        return too_often(request, refusal)
    open_correction(facility=facility, report=form.report(), at=at)
    due = due_on(Kind(form.kind), day=at.date())
    return private(reading_page(request, "pages/problem_thanks.jinja", {"facility": facility, "due": due}))


def form_page(request: HttpRequest, facility: Facility, form: ProblemForm, *, status: int = 200) -> HttpResponse:
    response = reading_page(request, "pages/problem.jinja", {"facility": facility, "form": form, "kinds": KINDS})
    response.status_code = status
    return response


def found(public_id: str) -> Facility:
    facility = facility_by_public_id(public_id=public_id)
    if facility is None:
        raise Http404
    return facility
