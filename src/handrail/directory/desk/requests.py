"""What people ask of those who run this: limits, corrections, complaints. The list shows no word of anybody (S28)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.accounts.sign_ins.access import SignedInRequest, stepped_up
from handrail.directory.desk.access import for_privacy_officers
from handrail.directory.desk.answering import desk_page
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.requests import TERMS, NotYoursToAnswer, Outcome, RequestKind, RequestRefused
from handrail.privacy.models import PersonRequest
from handrail.privacy.queries import is_hidden
from handrail.privacy.requests.actions import AnsweredMeanwhile, answer_request, open_words
from handrail.privacy.requests.queries import check_may_answer, request_by_public_id, requests_waiting, waiting_counts
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark, translate

FORBIDDEN, CONFLICT, REFUSED = 403, 409, 422
SAVED = mark("Answered. The person reads it under “Your data”.")
KINDS: dict[str, str] = {
    RequestKind.RESTRICTION: mark("Limits on use"),
    RequestKind.AMENDMENT: mark("Correction"),
    RequestKind.COMPLAINT: mark("Complaint"),
}
OUTCOMES: dict[str, str] = {
    Outcome.AGREED: mark("Agreed"),
    Outcome.DECLINED: mark("Declined"),
    Outcome.HEARD: mark("Answered"),
}
# On the buttons that send an answer for good.
SENDS: dict[str, str] = {
    Outcome.AGREED: mark("Agree, and send this answer"),
    Outcome.DECLINED: mark("Decline, and send this answer"),
    Outcome.HEARD: mark("Send this answer"),
}


@require_safe
@for_privacy_officers
def requests(request: HttpRequest, by: Actor) -> HttpResponse:
    at = timezone.now()
    context = {
        "requests": requests_waiting(),
        "counts": waiting_counts(at=at),
        "today": at.date(),
        "kinds": KINDS,
    }
    return desk_page(request, "requests", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_privacy_officers
@stepped_up
def request_of_a_person(request: SignedInRequest, request_id: str, by: Actor) -> HttpResponse:
    """By GET only what it is. Its words open by a press, which the person can read of."""
    found = request_by_public_id(public_id=request_id)
    if found is None:
        raise Http404
    try:
        check_may_answer(request=found, by=by)
    except NotYoursToAnswer as refusal:
        return request_page(request, found, refusal=refusal, status=FORBIDDEN if request.method == "POST" else 200)
    if request.method != "POST":
        return request_page(request, found, is_anothers=True)
    if "outcome" in request.POST:
        return answered(request, found, by)
    return request_page(request, found, is_anothers=True, opened_by=by)


def answered(request: SignedInRequest, found: PersonRequest, by: Actor) -> HttpResponse:
    sent = request.POST
    try:
        outcome = Outcome(sent.get("outcome", ""))
        answer_request(request=found, outcome=outcome, answer=sent.get("answer", ""), by=by, at=timezone.now())
    except RequestRefused as refusal:
        return request_page(request, found, is_anothers=True, opened_by=by, refusal=refusal, status=REFUSED)
    except AnsweredMeanwhile as refusal:
        fresh = request_by_public_id(public_id=found.public_id) or found
        return request_page(request, fresh, is_anothers=True, opened_by=by, refusal=refusal, status=CONFLICT)
    except ValueError as error:
        raise Http404 from error
    say(request, SAVED)
    return HttpResponseRedirect(found.get_absolute_url())


def request_page(
    request: SignedInRequest,
    found: PersonRequest,
    *,
    is_anothers: bool = False,
    opened_by: Actor | None = None,
    refusal: Exception | None = None,
    status: int = 200,
) -> HttpResponse:
    at, kind = timezone.now(), RequestKind(found.kind)
    context = {
        "one": found,
        "is_leaving": found.subject.erased_at is not None or is_hidden(found.subject),
        "kind": KINDS[kind],
        "law": TERMS[kind].law,
        "outcomes": [(one, SENDS[one]) for one in Outcome if one in TERMS[kind].outcomes],
        "outcome": OUTCOMES.get(found.outcome, ""),
        "is_anothers": is_anothers,
        "words": open_words(request=found, by=opened_by, at=at) if opened_by else None,
        "typed": request.POST.get("answer", ""),
        "is_overdue": found.due_on < at.date(),
        "refusal": translate(str(refusal), language_of(request.path_info)) if refusal else "",
    }
    return desk_page(request, "request", context, status=status)
