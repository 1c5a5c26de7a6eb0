"""The first page of whoever hands people over: what waits for them, then all others by the clock."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.accounts.domain.roles import Kind
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.accounts.sign_ins.live_parts import live_mark, live_part
from handrail.kernel.public_ids import new_public_id
from handrail.privacy.consenting.actions import ConsentRefused
from handrail.referrals.agreeing.wording import words_for
from handrail.referrals.domain.agreeing import AgreeingRefused, Signing
from handrail.referrals.domain.releases import ReleaseRefused
from handrail.referrals.domain.sending import LANGUAGES, SentAlready, WritingRefused, check_order, in_order
from handrail.referrals.finding.pages import places_asked_for
from handrail.referrals.models import Referral
from handrail.referrals.queries import may_see_mirror, receiving_memberships
from handrail.referrals.sending import queries
from handrail.referrals.sending.access import Sender, for_senders
from handrail.referrals.sending.actions import write_down
from handrail.referrals.sending.draft_form import RELEASING, WITH_CONDITION, DraftForm
from handrail.referrals.sending.one_way import NO_PAPER, check_paper, received
from handrail.referrals.sending.pages import sender_page, sender_part, sent
from handrail.referrals.sending.paper import paper_sheet
from handrail.referrals.submitting.actions import submit
from handrail.referrals.switch import SwitchedOff, is_switched_on
from handrail.referrals.wall_times import local_day, wall_time
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark

ANEW = frozenset({"csrfmiddlewaretoken", "task"})
"""What the way back to the form does not carry: all else was typed, or chosen."""
WRITTEN = mark("Saved. Now ask programs whether they have room: no name goes out.")


@require_safe
@for_senders
def home(request: SignedInRequest, senders: list[Sender]) -> HttpResponse:
    """Who sends for police or custody alone finds the form, and no list (S24)."""
    context = desk_context(request, senders, at=timezone.now())
    return sender_page(request, "desk", {**context, "sees_mirror": may_see_mirror(request.user)})


@require_safe
@live_part
@for_senders
def home_lines(request: SignedInRequest, senders: list[Sender]) -> HttpResponse:
    """The list alone, which the page asks for by itself."""
    context = desk_context(request, senders, at=timezone.now())
    if not context["sees_list"]:
        raise Http404
    return sender_part(request, "desk", context)


def desk_context(request: SignedInRequest, senders: list[Sender], *, at: datetime) -> dict[str, Any]:
    lines, ended = queries.desk_of(senders=senders, at=at), queries.ended_lately(senders=senders)
    language = language_of(request.path_info)
    told = [(each.referral.public_id, each.referral.stage, each.waits, each.yes, each.news) for each in lines]
    return {
        "lines": lines,
        "written": {each.referral.pk: written_at(each.referral, language=language) for each in lines},
        "ended": ended,
        "ended_on": {each.pk: local_day(each.ended_at, zone=each.zone) for each in ended if each.ended_at},
        "live_mark": live_mark(told, [each.public_id for each in ended]),
        "sees_list": any(not each.is_one_way for each in senders),
        "is_custody": any(each.kind is Kind.CUSTODY for each in senders),
        "is_on": is_switched_on(),
        "sees_mirror": False,  # the list alone has no link to it
        "answers_too": bool(receiving_memberships(request.user)),
    }


def written_at(referral: Referral, *, language: str) -> str:
    """By it and the kind of care staff know whom they wrote down: no word of anybody stands on the list."""
    return wall_time(referral.made_at, zone=referral.zone, language=language)


@require_http_methods(["GET", "HEAD", "POST"])
@for_senders
def new(request: SignedInRequest, senders: list[Sender]) -> HttpResponse:
    """One form. Looking for places sends it too, so that nothing typed is lost; only the last press writes."""
    sender = next((each for each in senders if each.organization.public_id == sent(request, "as")), senders[0])
    if request.method == "POST" and sent(request, "task") == "paper":
        return paper_page(request, senders, sender)
    if request.method != "POST" or sent(request, "task") != "save":
        return form_page(request, senders, sender)
    form = DraftForm.from_post(request.POST)
    try:
        return saved(request, form, sender, at=timezone.now())
    except SentAlready as refusal:
        return form_page(request, senders, sender, refused=str(refusal), key=new_public_id())
    except (WritingRefused, ReleaseRefused, SwitchedOff, AgreeingRefused, ConsentRefused) as refusal:
        return form_page(request, senders, sender, refused=str(refusal))


def saved(request: SignedInRequest, form: DraftForm, sender: Sender, *, at: datetime) -> HttpResponse:
    check_paper(form, sender)
    places = queries.chosen_places(public_ids=form.picks)
    values = {
        "written": form.written(kind=sender.kind, on=queries.day_at_first(places, at=at)),
        "places": places,
        "sender": sender,
        "user": request.user,
        "key": sent(request, "key", 16) or new_public_id(),
        "at": at,
    }
    if sender.is_one_way:
        submitted = submit(**values, agrees=form.agrees, kept_at=form.typed["kept_at"])
        return received(request, submitted, form=form)
    return shown(request, write_down(**values))


def paper_page(request: SignedInRequest, senders: list[Sender], sender: Sender) -> HttpResponse:
    """The words to sign on paper, before anything is written down: for who has no phone."""
    form = DraftForm.from_post(request.POST)
    at, places, language = timezone.now(), queries.chosen_places(public_ids=form.picks), form.typed["language"]
    if not (form.typed["alias"] and places and language in LANGUAGES):
        return form_page(request, senders, sender, refused=NO_PAPER)
    try:
        check_order(form.chosen)
        day = form.release_on(on=queries.day_at_first(places, at=at)) if sender.kind in RELEASING else None
    except (ReleaseRefused, WritingRefused) as refusal:
        return form_page(request, senders, sender, refused=str(refusal))
    words = words_for(
        alias=form.typed["alias"],
        sender=sender.organization.name,
        facility=places[0],
        language=language,
        way=Signing.ON_PAPER,
        is_one_way=sender.is_one_way,
        day=day,
    )
    context = {
        "asked": None,
        "sheet": paper_sheet(request, words, place=places[0], at=at),
        "typed": [(name, value) for name, values in request.POST.lists() if name not in ANEW for value in values],
    }
    return sender_page(request, "paper", context)


def shown(request: SignedInRequest, referral: Referral) -> HttpResponse:
    say(request, WRITTEN)
    return HttpResponseRedirect(reverse("referral", args=[referral.public_id]))


def form_page(
    request: SignedInRequest, senders: list[Sender], sender: Sender, *, refused: str = "", key: str = ""
) -> HttpResponse:
    form, at = DraftForm.from_post(request.POST), timezone.now()
    chosen = queries.chosen_places(public_ids=form.picks)
    wanted = form.wanted(kind=sender.kind, on=queries.day_at_first(chosen, at=at))
    context = {
        "senders": senders,
        "sender": sender,
        "form": form,
        "key": key or sent(request, "key", 16) or new_public_id(),
        "orders": orders_of(form),
        "is_looking": request.method == "POST" and not refused,
        **places_asked_for(request, wanted, chosen=chosen, at=at),
        "is_releasing": sender.kind in RELEASING,
        "has_condition": sender.kind in WITH_CONDITION,
        "is_on": is_switched_on(),
    }
    return sender_page(request, "new", context, refused=refused)


def orders_of(form: DraftForm) -> dict[str, int]:
    """As which each place is to be asked: the number that was chosen, else the next in line."""
    return {pick.place: pick.order or number for number, pick in enumerate(in_order(form.chosen), start=1)}
