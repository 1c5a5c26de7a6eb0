"""Where the link in "You are on call" leads: one press, and somebody has it (S15, P10).

By GET nothing is looked up, so the page is the same for every address, true or guessed.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.messaging.rosters.actions import acknowledge_by_link
from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.web.error_pages import too_often
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes

NOT_FOUND = 404
PRESSES = Limit("on-call", most=40, seconds=600)  # guessing 128 bits is hopeless; this keeps the database quiet


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def on_call(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return call_page(request)
    at = timezone.now()
    try:
        check_limit(PRESSES, request, at=at)
        _, is_mine = acknowledge_by_link(token=token, at=at)
    except TooOften as refusal:
        return too_often(request, refusal)
    except LinkRefused as refusal:
        return call_page(request, refused=str(refusal))
    return call_page(request, state="mine" if is_mine else "taken")


def call_page(request: HttpRequest, *, state: str = "", refused: str = "") -> HttpResponse:
    context = {"state": state, "refused": refused}
    response = page(request, "messaging/on_call.jinja", context, status=NOT_FOUND if refused else 200)
    patch_cache_control(response, no_store=True)
    return response
