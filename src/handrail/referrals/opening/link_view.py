"""Where the link to a person leads: a program without an account learns who it is, by a code told another way (S15).

By GET nothing is looked up. The first press claims the link for this browser; then each press needs the six digits,
so that a device left open shows nobody. What the program does next goes by the same link, as long as it lasts.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from handrail.accounts.sign_ins.doors import check_door
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.one_time_links.actions import LinkRefused, check_code, claim_link
from handrail.privacy.one_time_links.browsers import browser_of, browser_or_new, known_again, remember
from handrail.referrals.domain.holds import HoldRefused
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.stages import WITH_A_PROGRAM
from handrail.referrals.models import Opening
from handrail.referrals.opening.actions import open_person
from handrail.referrals.opening.queries import opening_of_link
from handrail.referrals.picking.actions import OPEN
from handrail.referrals.receiving.person_page import person_context
from handrail.referrals.receiving.pressing import press
from handrail.referrals.receiving.refusals import told_why_not
from handrail.referrals.receiving.tasks import LEADS_TO, TaskForm
from handrail.referrals.receiving.words import DONE
from handrail.referrals.stopping.actions import stop_by_link
from handrail.web.error_pages import too_often
from handrail.web.limiting.limits import TooOften
from handrail.web.rendering import page
from handrail.web.stateless_forms import stateless_form_that_writes

NOT_FOUND, REFUSED = 404, 422
LONGEST_CODE = 20
TEMPLATE = "referrals/open_referral.jinja"


@dataclass(frozen=True)
class Opened:
    """A right code for a link that is open."""

    opening: Opening
    by: Actor
    code: str
    at: datetime


@require_http_methods(["GET", "HEAD", "POST"])
@stateless_form_that_writes
def open_by_link(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return known_again(request, link_page(request, "closed"))
    at = timezone.now()
    try:
        once = check_door(OPEN, request, at=at)
        if "stop" in request.POST:
            stop_by_link(purpose=OPEN, token=token, at=at)
            once.was_right()
            return link_page(request, "stopped")
        response = told(request, token, at=at) if "code" in request.POST else claimed(request, token, at=at)
        once.was_right()
        return response
    except TooOften as refusal:
        return too_often(request, refusal)
    except LinkRefused as refusal:
        return link_page(request, "code" if "code" in request.POST else "closed", refused=str(refusal))


def claimed(request: HttpRequest, token: str, *, at: datetime) -> HttpResponse:
    browser = browser_or_new(request)
    claim_link(purpose=OPEN, token=token, browser=browser, at=at)
    response = link_page(request, "code")
    remember(request, response, browser)
    return response


def told(request: HttpRequest, token: str, *, at: datetime) -> HttpResponse:
    """A wrong code counts before anything is looked up, and looks like a link that opens nothing."""
    code = request.POST.get("code", "")[:LONGEST_CODE]
    link = check_code(purpose=OPEN, token=token, browser=browser_of(request), code=code, at=at)
    opened = Opened(opening_of_link(link), Actor(ActorKind.LINK, link.public_id), code, at)
    return pressed(request, opened) if "task" in request.POST else shown(request, opened)


def pressed(request: HttpRequest, opened: Opened) -> HttpResponse:
    """After it nobody is shown again without a press: each look is a hand-over of its own.

    Where it ended with this program there is nobody to look at, and so no press.
    """
    form = TaskForm.from_post(request.POST)
    try:
        task = press(referral=opened.opening.referral, form=form, by=opened.by, at=opened.at)
    except (MoveRefused, HoldRefused) as refusal:
        return shown(request, opened, form=form, refused=str(refusal))
    is_still_here = LEADS_TO[task] in WITH_A_PROGRAM
    return link_page(request, "done", code=opened.code if is_still_here else "", done=DONE[task])


def shown(request: HttpRequest, opened: Opened, *, form: TaskForm | None = None, refused: str = "") -> HttpResponse:
    opening = opened.opening
    person = open_person(referral=opening.referral, by=opened.by, at=opened.at, opening=opening)
    if person is None:
        return link_page(request, "gone", refused=told_why_not(opening.referral, at=opened.at))
    context = person_context(request, person, form=form, refused=refused, at=opened.at)
    response = page(
        request,
        TEMPLATE,
        {**context, "state": "person", "sent": (), "csrf": "", "keeps": [("code", opened.code)]},
        status=REFUSED if refused else 200,
    )
    return unkept(response)


def link_page(request: HttpRequest, state: str, *, refused: str = "", code: str = "", done: str = "") -> HttpResponse:
    context = {"state": state, "refused": refused, "wrong": "", "code": code, "done": done, "sent": ()}
    return unkept(page(request, TEMPLATE, context, status=NOT_FOUND if refused else 200))


def unkept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
