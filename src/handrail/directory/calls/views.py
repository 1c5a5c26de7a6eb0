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
from handrail.directory.calls.queries import earlier_calls, lease_of
from handrail.directory.calls.queue import call_queue
from handrail.directory.desk.access import for_operators
from handrail.directory.domain.call_queue import Waiting
from handrail.directory.domain.observations import CallRefused
from handrail.directory.models import Facility
from handrail.directory.queries import facilities_by_pk, facility_by_public_id, facility_facts
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.translation import translate

REFUSED = 422


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
    try:
        actions.take_place(facility=facility, by=request.user, at=at)
    except CallRefused as refusal:
        return queue_page(request, at, refusal=refusal)
    return HttpResponseRedirect(address_of(facility))


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
    return page(request, "directory/desk/calls.jinja", context, status=REFUSED if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    facility, at = found(public_id), timezone.now()
    if request.method != "POST":
        return call_page(request, facility, at, form=CallForm())
    if "set_aside" in request.POST:
        actions.set_aside(facility=facility, by=request.user, at=at)
        return to_next(request, at)
    return save(request, facility, at)


def save(request: HttpRequest, facility: Facility, at: datetime) -> HttpResponse:
    form = CallForm.from_post(request.POST)
    try:
        heard = form.call(at=at)
        actions.save_call(facility=facility, call=heard, note=form.short_note(), by=request.user, at=at)
    except CallRefused as refusal:
        return call_page(request, facility, at, form=form, refusal=refusal)
    return HttpResponseRedirect(reverse("desk-calls")) if "stop" in request.POST else to_next(request, at)


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
        "earlier": earlier_calls(facility=facility),
        "is_mine": lease is not None and lease.by_id == request.user.pk,
        "lease": lease,
        "refusal": words_of(request, refusal),
    }
    return page(request, "directory/desk/call.jinja", context, status=REFUSED if refusal else 200)


def found(public_id: str) -> Facility:
    facility = facility_by_public_id(public_id=public_id)
    if facility is None:
        raise Http404
    return facility


def address_of(facility: Facility) -> str:
    return reverse("desk-calls-one", args=[facility.public_id])


def words_of(request: HttpRequest, refusal: Exception | None) -> str:
    return translate(str(refusal), language_of(request.path_info)) if refusal else ""
