"""The call desk: whom to call next, and sixty seconds to write down what they said."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.call_lines import call_lines
from handrail.directory.calls import actions, choices
from handrail.directory.calls.forms import CallForm
from handrail.directory.calls.queries import earlier_calls, lease_of, numbers_to_dial
from handrail.directory.calls.queue import call_queue
from handrail.directory.corrections.queries import correction_by_public_id
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.directory.domain.call_queue import Waiting
from handrail.directory.domain.observations import CallRefused
from handrail.directory.models import Correction, Facility
from handrail.directory.queries import facilities_by_pk, facility_by_public_id, facility_facts
from handrail.kernel.refused_fields import refused_field
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark, translate

REFUSED = 422
SAVED = mark("The call is saved: %(name)s")  # no full stop: many names end with one


@dataclass(frozen=True)
class Line:
    """One place of the queue."""

    facility: Facility
    waiting: Waiting


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def calls(request: HttpRequest) -> HttpResponse:
    """The queue; by POST, one place of it becomes this caller's: the one named, or the next."""
    at = timezone.now()
    if request.method == "POST":
        return begin(request, at)
    return queue_page(request, at)


def begin(request: HttpRequest, at: datetime) -> HttpResponse:
    named = request.POST.get("place")
    if named is None:
        return to_next(request, at)
    facility = found(named)
    report = report_of(facility, request.POST.get("report", ""))
    try:
        actions.take_place(facility=facility, by=request.user, at=at)
    except CallRefused as refusal:
        return queue_page(request, at, refusal=refusal)
    return HttpResponseRedirect(address_of(facility, report))


def to_next(request: HttpRequest, at: datetime) -> HttpResponse:
    facility = actions.take_next(by=request.user, at=at)
    return HttpResponseRedirect(address_of(facility) if facility else reverse("desk-calls"))


def queue_page(request: HttpRequest, at: datetime, *, refusal: Exception | None = None) -> HttpResponse:
    queue = call_queue(at=at)
    rows = facilities_by_pk(pks=[waiting.pk for waiting in queue])
    context = {
        "lines": [Line(rows[waiting.pk], waiting) for waiting in queue if waiting.pk in rows],
        "refusal": words_of(request, refusal),
    }
    return desk_page(request, "calls", context, status=REFUSED if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    facility, at = found(public_id), timezone.now()
    if request.method != "POST":
        return call_page(request, facility, at, form=CallForm())
    if "set_aside" in request.POST:
        actions.set_aside(facility=facility, by=request.user, at=at)
        return after(request, facility, at)
    return save(request, facility, at)


def save(request: HttpRequest, facility: Facility, at: datetime) -> HttpResponse:
    form = CallForm.from_post(request.POST)
    try:
        heard = form.call(at=at)
        more = {"note": form.short_note(), "number": form.number}
        actions.save_call(facility=facility, call=heard, by=request.user, at=at, **more)
    except CallRefused as refusal:
        return call_page(request, facility, at, form=form, refusal=refusal)
    say(request, SAVED, name=", ".join(filter(None, (facility.name, facility.program))))  # names alike are common
    return after(request, facility, at)


def after(request: HttpRequest, facility: Facility, at: datetime) -> HttpResponse:
    """Back to the report that the call began from, unless more calls are wanted."""
    report = report_of(facility, request.GET.get("report", ""))
    if report and "next" not in request.POST:
        return HttpResponseRedirect(report.get_absolute_url())
    return HttpResponseRedirect(reverse("desk-calls")) if "stop" in request.POST else to_next(request, at)


def report_of(facility: Facility, public_id: str) -> Correction | None:
    """The report of this very place from which somebody came to call it."""
    report = correction_by_public_id(public_id=public_id) if public_id else None
    return report if report and report.facility_id == facility.pk else None


def call_page(
    request: HttpRequest, facility: Facility, at: datetime, *, form: CallForm, refusal: Exception | None = None
) -> HttpResponse:
    lease = lease_of(facility=facility, at=at)
    context = {
        "facility": facility,
        "facts": facility_facts(facility, language_of(request.path_info)),
        "lines": call_lines(facility, language_of(request.path_info)),  # as listed: what is checked is this call's news
        "form": form,
        "choices": choices,
        "numbers": numbers_to_dial(facility=facility, at=at),
        "report": report_of(facility, request.GET.get("report", "")),
        "earlier": earlier_calls(facility=facility),
        "is_mine": lease is not None and lease.by_id == request.user.pk,
        "lease": lease,
        "refusal": words_of(request, refusal),
        "wrong": refused_field(refusal),
    }
    return desk_page(request, "call", context, status=REFUSED if refusal else 200)


def found(public_id: str) -> Facility:
    facility = facility_by_public_id(public_id=public_id)
    if facility is None:
        raise Http404
    return facility


def address_of(facility: Facility, report: Correction | None = None) -> str:
    address = reverse("desk-calls-one", args=[facility.public_id])
    return f"{address}?report={report.public_id}" if report else address


def words_of(request: HttpRequest, refusal: Exception | None) -> str:
    return translate(str(refusal), language_of(request.path_info)) if refusal else ""
