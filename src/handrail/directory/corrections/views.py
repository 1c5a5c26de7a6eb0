"""Reported problems at the desk: who works on which, and what was checked."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.directory.corrections import actions, choices
from handrail.directory.corrections.actions import ChangedMeanwhile, Decision
from handrail.directory.corrections.queries import (
    changes_since,
    correction_by_public_id,
    corrections_shown,
    number_elsewhere,
    waiting,
)
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.directory.domain.checked_values import FactRefused
from handrail.directory.domain.corrections import DUE, TWO_PEOPLE, Field, Kind, State, StepRefused
from handrail.directory.models import Correction
from handrail.directory.opening_hours_words import hours_told
from handrail.kernel.refused_fields import refused_field
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import translate

CONFLICT, REFUSED = 409, 422
WHICH = ("overdue", "mine", "all")


@require_safe
@for_operators
def corrections(request: HttpRequest) -> HttpResponse:
    which, at = request.GET.get("show", "all"), timezone.now()
    actions.forget_words(at=at)
    context = {
        "which": which if which in WHICH else "all",
        "corrections": corrections_shown(which=which, by=request.user, at=at),
        "counts": waiting(by=request.user, at=at),
        "today": at.date(),
        "choices": choices,
    }
    return desk_page(request, "corrections", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def correction(request: HttpRequest, correction: str) -> HttpResponse:
    found, at = correction_by_public_id(public_id=correction), timezone.now()
    if found is None:
        raise Http404
    if request.method != "POST":
        return correction_page(request, found, at, typed=blank(found))
    return step(request, found, at)


def step(request: HttpRequest, found: Correction, at: datetime) -> HttpResponse:
    typed = decision_of(request, found)
    try:
        to = State(request.POST.get("to", ""))
        actions.move(correction=found, to=to, decision=typed, by=request.user, at=at)
    except (ChangedMeanwhile, StepRefused, FactRefused) as refusal:
        fresh = correction_by_public_id(public_id=found.public_id)
        return correction_page(request, fresh, at, typed=typed, refusal=refusal)
    except ValueError as error:
        raise Http404 from error
    say(request, choices.DONE[to])
    return HttpResponseRedirect(found.get_absolute_url())


def decision_of(request: HttpRequest, found: Correction) -> Decision:
    seen = request.POST.get("seen", "")
    return Decision(
        seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0,
        field=request.POST.get("field", ""),
        value=request.POST.get("value", ""),
        reason=request.POST.get("reason", "")[:500],
    )


def blank(found: Correction) -> Decision:
    """The field that such a report is most likely about stands chosen; its value is left for the checker to write."""
    suggested = found.field or DUE[Kind(found.kind)].suggests
    return Decision(seen=found.version, field=suggested, value=found.value)


def correction_page(
    request: HttpRequest, found: Correction, at: datetime, *, typed: Decision, refusal: Exception | None = None
) -> HttpResponse:
    is_stale = isinstance(refusal, ChangedMeanwhile)
    context = {
        "correction": found,
        "facility": found.facility,
        "typed": typed,
        "choices": choices,
        "number": number_elsewhere(number=found.proposed_phone, facility=found.facility),
        "checked_number": number_elsewhere(number=found.value, facility=found.facility)
        if found.field in (Field.PHONE, Field.INTAKE)
        else None,
        "checked_lines": hours_told(found.value, language_of(request.path_info))
        if found.value and found.field == Field.HOURS
        else [found.value],
        "was_called": actions.has_called_old_number(found),
        "may_be_second": found.first_by_id != request.user.pk,
        "has_waited": found.waits_until is not None and at >= found.waits_until,
        "is_mine": found.owner_id == request.user.pk,
        "is_overdue": found.due_on < at.date(),
        "history": changes_since(correction=found, seen=0),
        "changes": changes_since(correction=found, seen=typed.seen) if is_stale else [],
        "for_two": [choice for choice in choices.FIELDS if choice[0] in TWO_PEOPLE],
        "for_one": [choice for choice in choices.FIELDS if choice[0] not in TWO_PEOPLE],
        "needs_two": typed.field in TWO_PEOPLE,
        "refusal": translate(str(refusal), language_of(request.path_info)) if refusal else "",
        "wrong": "value" if isinstance(refusal, FactRefused) else refused_field(refusal),
    }
    status = CONFLICT if is_stale else REFUSED if refusal else 200
    return desk_page(request, "correction", context, status=status)
