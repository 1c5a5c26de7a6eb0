"""Where the neutral note leads that asks whether a number is theirs who typed it (S15, S20)."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.pages.views.carrying import private
from handrail.privacy.one_time_links.actions import LinkRefused, new_browser_secret
from handrail.referrals.self_referring.actions import confirm_reach
from handrail.web.error_pages import too_often
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes

TEMPLATE, NOT_FOUND = "pages/reach_confirm.jinja", 404
ANSWERS = Limit("is this yours", most=20, seconds=60 * 60)


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """By GET it is the same page for every address, true or guessed. Whoever opens it may be anybody."""
    at, state, refused = timezone.now(), "asked", ""
    if request.method == "POST":
        try:
            check_limit(ANSWERS, request, at=at)
            confirm_reach(token=token, browser=new_browser_secret(), at=at)
            state = "agreed"
        except TooOften as refusal:
            return too_often(request, refusal, template=TEMPLATE, context={"state": "later"})
        except LinkRefused as refusal:
            state, refused = "refused", str(refusal)
    context = {"state": state, "refused": refused}
    return private(page(request, TEMPLATE, context, status=NOT_FOUND if refused else 200))
