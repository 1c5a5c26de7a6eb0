"""Claims at the desk: who asks to keep a page, the call back, the evidence, and what programs change."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.queries import acting_as_operator
from handrail.accounts.sign_ins.access import stepped_up
from handrail.directory.claims import queries, words
from handrail.directory.claims.actions import claiming as actions
from handrail.directory.claims.rights import is_insider
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.directory.domain.claims import LIVE, OPEN, ClaimRefused, State
from handrail.directory.domain.listing_changes import ChangeRefused, Told
from handrail.directory.domain.phone_numbers import dial_address
from handrail.directory.listing_changes.actions import changing
from handrail.directory.listing_changes.queries import (
    change_by_public_id,
    changes_of,
    changes_without_answer,
    is_wanted_by,
    must_be_called,
    old_numbers,
    open_changes,
)
from handrail.directory.models import Claim
from handrail.kernel.refused_fields import refused_field
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark, translate

REFUSED = 422
LONGEST = 500
TOLD = mark("Saved. If nobody objects, the change is made when the wait is over.")
AGREED = mark("Saved: you are the second person. The old contact is told.")
STOPPED = mark("Saved: the change is stopped.")


@require_http_methods(["GET", "HEAD"])
@for_operators
def claims(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    context = {
        "waiting": queries.waiting_claims(),
        "kept": queries.kept_claims(),
        "given_back": queries.given_back_claims(),
        "changes": [(change, must_be_called(change)) for change in open_changes()],
        "ran_out": changes_without_answer(at=at),
        "stopped": queries.contacts_that_stopped(),
        "today": at.date(),
        "words": words,
    }
    return desk_page(request, "claims", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
@stepped_up
def claim(request: HttpRequest, claim: str) -> HttpResponse:
    """By GET only where it stands. What whoever asked wrote opens by a press, which they can read of."""
    found, at = queries.claim_by_public_id(public_id=claim), timezone.now()
    if found is None:
        raise Http404
    if request.method != "POST":
        return claim_page(request, found, at)
    if "open" in request.POST:
        return claim_page(request, found, at, is_open=True)
    if "call" in request.POST:
        return called(request, found, at)
    try:
        say(request, decided(request, found, at))
    except (ClaimRefused, ChangeRefused) as refusal:
        return claim_page(request, found, at, refusal=refusal)
    return HttpResponseRedirect(reverse("desk-claims-one", args=[found.public_id]))


def called(request: HttpRequest, found: Claim, at: datetime) -> HttpResponse:
    """The code stands on this answer alone: no page shows it again."""
    typed = sent(request, "number")
    number, register = (typed, sent(request, "register")) if typed else (request.POST["call"], "")
    try:
        code = actions.call_back(claim=found, number=number, register=register, by=request.user, at=at)
    except ClaimRefused as refusal:
        return claim_page(request, found, at, refusal=refusal)
    return claim_page(request, queries.claim_by_public_id(public_id=found.public_id), at, code=code)


def decided(request: HttpRequest, found: Claim, at: datetime) -> str:
    """The one task that the pressed button names, and what is said of it."""
    to, by = request.POST.get("to", ""), request.user
    if to == State.VERIFIED:
        actions.verify(claim=found, evidence=sent(request, "evidence"), by=by, at=at)
        return words.DONE[to]
    if to in (State.DECLINED, State.CONTESTED, State.REVOKED):
        actions.refuse(claim=found, to=State(to), reason=sent(request, "reason"), by=by, at=at)
        return words.DONE[to]
    return change_decided(request, found, at)


def change_decided(request: HttpRequest, found: Claim, at: datetime) -> str:
    change, task, by = change_by_public_id(public_id=sent(request, "change")), sent(request, "task"), request.user
    if change is None or change.claim_id != found.pk:
        raise Http404
    if task == "agree":
        changing.agree(change=change, by=by, at=at)
        return AGREED
    if task == "stop":
        changing.stop(change=change, by=by, at=at)
        return STOPPED
    if task not in (Told.CALL, Told.NOBODY_THERE):
        raise Http404
    changing.note_call(change=change, told=Told(task), by=by, at=at)
    return TOLD


def sent(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:LONGEST]


def claim_page(
    request: HttpRequest,
    found: Claim,
    at: datetime,
    *,
    is_open: bool = False,
    code: str = "",
    refusal: Exception | None = None,
) -> HttpResponse:
    works_there = is_insider(found, request.user)
    changes = [
        (change, must_be_called(change), works_there or is_wanted_by(change, request.user))
        for change in changes_of(claim=found)
    ]
    to_ring = old_numbers(claim=found, at=at) if any(must_be_called(change) for change, *_ in changes) else []
    context = {
        "claim": found,
        "facility": found.place,
        "told": queries.words_of(claim=found, by=acting_as_operator(request.user), at=at) if is_open else None,
        "are_words_gone": queries.are_words_gone(claim=found),
        "numbers": queries.numbers_to_call_back(claim=found, at=at),
        "others": list(queries.other_keepers(claim=found).select_related("organization")),
        "is_insider": works_there,
        "is_open": found.state in OPEN,
        "is_live": found.state in LIVE,
        "is_given_back": found.state == State.WITHDRAWN and found.verified_at is not None,
        "changes": changes,
        "called_dial": dial_address(found.called_number, state=found.place.state),
        "old_numbers": [(each, dial_address(each, state=found.place.state)) for each in to_ring],
        "code": code,
        "typed": {name: sent(request, name) for name in ("number", "register", "evidence", "reason", "to")},
        "refusal": translate(str(refusal), language_of(request.path_info)) if refusal else "",
        "wrong": refused_field(refusal),
        "is_overdue": found.due_on < at.date(),
        "language": language_of(request.path_info),
        "words": words,
    }
    return desk_page(request, "claim", context, status=REFUSED if refusal else 200)
