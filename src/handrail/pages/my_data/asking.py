"""Asking for limits, for a correction, or complaining; and reading the answer (S28)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.queries import acting_for_themselves
from handrail.accounts.sign_ins.access import SignedInRequest, stepped_up
from handrail.kernel.public_ids import new_public_id
from handrail.pages.my_data.access import own_page
from handrail.privacy.domain.requests import LONGEST, TERMS, Outcome, RequestKind, RequestRefused
from handrail.privacy.requests.actions import file_request, withdraw_request
from handrail.privacy.requests.queries import requests_of
from handrail.web.saying import say
from handrail.web.translation import mark

FILED = mark("Sent. You find the answer here, by the day that is shown.")
TAKEN_BACK = mark("Taken back.")
NOT_TAKEN_BACK = mark("Nothing was taken back: it was answered, or taken back before.")
KINDS: dict[str, str] = {
    RequestKind.RESTRICTION: mark("Limits on the use of my record"),
    RequestKind.AMENDMENT: mark("A correction of my record"),
    RequestKind.COMPLAINT: mark("A complaint"),
}
HELP: dict[str, str] = {
    RequestKind.RESTRICTION: mark(
        "Say what should not be told, and to whom. A program may say no, with some exceptions."
    ),
    RequestKind.AMENDMENT: mark("Say what is wrong, and what would be right. If the answer is no, it says why."),
    RequestKind.COMPLAINT: mark("Say what happened. Nobody may treat you worse because you complain."),
}
OUTCOMES: dict[str, str] = {
    Outcome.AGREED: mark("Yes, it is done"),
    Outcome.DECLINED: mark("No"),
    Outcome.HEARD: mark("Answered"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def requests(request: SignedInRequest) -> HttpResponse:
    subject = request.user.subject
    if request.method == "POST":
        by, at = acting_for_themselves(request.user), timezone.now()
        is_gone = withdraw_request(subject=subject, public_id=request.POST.get("withdraw", ""), by=by, at=at)
        say(request, TAKEN_BACK if is_gone else NOT_TAKEN_BACK)
        return redirect("my-requests")
    context = {"requests": requests_of(subject=subject), "kinds": KINDS, "outcomes": OUTCOMES}
    return own_page(request, "requests", context)


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def new_request(request: SignedInRequest, kind: str) -> HttpResponse:
    if kind not in list(RequestKind):
        raise Http404
    if request.method != "POST":
        return form(request, RequestKind(kind), about=request.GET.get("about", "")[:16])
    sent = request.POST
    about, text = sent.get("about", "")[:16], sent.get("text", "")
    try:
        file_request(
            subject=request.user.subject,
            public_id=sent.get("id", ""),
            kind=RequestKind(kind),
            text=text,
            about=about,
            by=acting_for_themselves(request.user),
            at=timezone.now(),
        )
    except RequestRefused as refusal:
        return form(request, RequestKind(kind), about=about, text=text, refused=str(refusal))
    say(request, FILED)
    return redirect("my-requests")


def form(request: SignedInRequest, kind: RequestKind, *, about: str, text: str = "", refused: str = "") -> HttpResponse:
    context = {
        "kind": kind,
        "title": KINDS[kind],
        "help": HELP[kind],
        "days": TERMS[kind].answered_within.days,
        "id": new_public_id(),
        "about": about,
        "text": text,
        "longest": LONGEST,
        "refused": refused,
    }
    return own_page(request, "request_form", context, status=422 if refused else 200)
