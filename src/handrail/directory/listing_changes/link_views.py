"""What the two one-time links of a change lead to: stopping it, and answering as a new contact (S15).

By GET nothing is looked up, so each page is the same for every address, true or guessed. One press is enough.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.accounts.sign_ins.doors import check_door
from handrail.directory.domain.listing_changes import ChangeRefused
from handrail.directory.listing_changes.actions.changing import answer_by_link, stop_by_link
from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.web.error_pages import too_often
from handrail.web.limiting.limits import TooOften
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes

NOT_FOUND = 404


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def stop_change(request: HttpRequest, token: str) -> HttpResponse:
    return pressed(request, token, "stop_change", stop_by_link)


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def confirm_contact(request: HttpRequest, token: str) -> HttpResponse:
    return pressed(request, token, "confirm_contact", answer_by_link)


def pressed(request: HttpRequest, token: str, name: str, act: Callable[..., None]) -> HttpResponse:
    """Who pressed too often is told so on the same page, which names us no more than the message did."""
    at, refused, template = timezone.now(), "", f"directory/listings/{name}.jinja"
    try:
        if request.method == "POST":
            check_door(name, request, at=at)
            act(token=token, at=at)
    except TooOften as refusal:
        return too_often(request, refusal, template=template, context={"is_done": False, "refused": ""})
    except (LinkRefused, ChangeRefused) as refusal:
        refused = str(refusal)
    context = {"is_done": request.method == "POST" and not refused, "refused": refused, "minutes": 0}
    response = page(request, template, context, status=NOT_FOUND if refused else 200)
    patch_cache_control(response, no_store=True)
    return response
