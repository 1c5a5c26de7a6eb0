"""Partnerships at the desk: which are declared and which hold. An operator may end one."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.directory.domain.partnerships import PartnershipRefused
from handrail.directory.partnerships.actions.ending import end_by_operator
from handrail.directory.partnerships.queries import open_partnership, open_partnerships
from handrail.directory.partnerships.words import KINDS
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark, translate

REFUSED, LONGEST = 422, 300
DONE = mark("Saved: this partnership has ended.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def partnerships(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return list_page(request)
    found = open_partnership(public_id=request.POST.get("partnership", ""))
    if found is None:
        raise Http404
    reason = request.POST.get("reason", "").strip()[:LONGEST]
    try:
        end_by_operator(partnership=found, reason=reason, by=request.user, at=timezone.now())
    except PartnershipRefused as refusal:
        return list_page(request, refusal=refusal)
    say(request, DONE)
    return HttpResponseRedirect(reverse("desk-claims-partners"))


def list_page(request: HttpRequest, *, refusal: PartnershipRefused | None = None) -> HttpResponse:
    told = translate(str(refusal), language_of(request.path_info)) if refusal else ""
    context = {"partnerships": open_partnerships(), "kinds": KINDS, "refusal": told}
    return desk_page(request, "partnerships", context, status=REFUSED if refusal else 200)
