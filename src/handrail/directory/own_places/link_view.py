"""Where the link in "Is what you told us still true?" leads (S15).

By GET nothing is looked up, so the page is the same for every address, true or guessed, and tells no number. One press
says that it is still true. Another shows the numbers first: the browser that presses it has the link from then on.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.accounts.sign_ins.doors import check_door, with_patience
from handrail.accounts.sign_ins.marks import open_before_second_factor
from handrail.directory.claims.actions.stopping import StopRefused
from handrail.directory.domain.open_places import OpenPlacesRefused
from handrail.directory.open_places.forms import SheetForm, read_seen
from handrail.directory.open_places.queries import sheet
from handrail.directory.open_places.sheets import sheet_context
from handrail.directory.own_places.actions.speaking import open_link, renew_by_link, say_by_link, stop_by_nudge
from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.privacy.one_time_links.browsers import browser_or_new, known_again, remember
from handrail.web.language import language_of
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes

NOT_FOUND, CONFLICT, UNPROCESSABLE = 404, 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
@open_before_second_factor
@stateless_form_that_writes
@with_patience
def still_true(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return known_again(request, link_page(request))
    at = timezone.now()
    check_door("still true", request, at=at)
    browser = browser_or_new(request)
    try:
        if "stop" in request.POST:
            stop_by_nudge(token=token, at=at)
            return link_page(request, state="stopped")
        response = pressed(request, token, browser, at)
    except StopRefused as refusal:
        return link_page(request, state="not_stopped", refused=str(refusal), status=NOT_FOUND)
    except LinkRefused as refusal:
        return link_page(request, refused=str(refusal), status=NOT_FOUND)
    remember(request, response, browser)
    return response


def pressed(request: HttpRequest, token: str, browser: str, at: datetime) -> HttpResponse:
    """The one task that the pressed button names. What was refused is shown beside the numbers of now."""
    try:
        if "still_true" in request.POST:
            sent = request.POST["still_true"]
            seen = read_seen(sent) if sent else None
            renew_by_link(token=token, browser=browser, seen=seen, at=at)
        elif "seen" in request.POST:
            numbers, form = SheetForm.from_post(request.POST).read()
            if form.has_faults:
                return numbers_page(request, token, browser, at, form=form, status=UNPROCESSABLE)
            say_by_link(token=token, browser=browser, numbers=numbers, seen=form.seen, at=at)
        else:
            return numbers_page(request, token, browser, at)
    except OpenPlacesRefused as refusal:
        form = SheetForm.from_post(request.POST) if "seen" in request.POST else None
        return numbers_page(request, token, browser, at, form=form, refusal=refusal, status=CONFLICT)
    return link_page(request, state="done")


def numbers_page(
    request: HttpRequest,
    token: str,
    browser: str,
    at: datetime,
    *,
    form: SheetForm | None = None,
    refusal: OpenPlacesRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    """No name of anybody, and no log: whoever holds the link is known by the link alone."""
    _, place = open_link(token=token, browser=browser, at=at)
    held = sheet(facility=place, at=at)
    shown = form.seen_now(held.seen) if form else SheetForm.of(held.numbers, seen=held.seen)
    context = sheet_context(held, shown, language_of(request.path_info), at=at, refusal=refusal, named=())
    return answer(request, {**context, "state": "numbers"}, status=status)


def link_page(request: HttpRequest, *, refused: str = "", state: str = "closed", status: int = 200) -> HttpResponse:
    return answer(request, {"state": state, "refused": refused}, status=status)


def answer(request: HttpRequest, context: dict[str, object], *, status: int) -> HttpResponse:
    response = page(request, "directory/listings/still_true.jinja", context, status=status)
    patch_cache_control(response, no_store=True)
    return response
