"""The page of one person for whoever handed them over, and the two sheets that are printed from it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.accounts.sign_ins.handed_screens import hand_screen_over, is_screen_handed
from handrail.accounts.sign_ins.live_parts import live_mark, live_part
from handrail.directory.domain.zones import zone_of_state
from handrail.messaging.actions import MessageRefused
from handrail.privacy.consenting.actions import ConsentRefused
from handrail.privacy.domain.receipts import PinRefused
from handrail.referrals.agreeing.actions import decline, sign
from handrail.referrals.agreeing.queries import asked_consent_of, consents_of
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.answering.words import REASONS
from handrail.referrals.asking.queries import programs_told
from handrail.referrals.asking.ways import way_to
from handrail.referrals.calling import lines_to_call
from handrail.referrals.coming_back.queries import writing_to
from handrail.referrals.domain.agreeing import AgreeingRefused, Signing, check_evidence, ways_of
from handrail.referrals.domain.coming_back import ComingBackRefused
from handrail.referrals.domain.ladder import MOST_ASKED
from handrail.referrals.domain.moves import MoveRefused, open_to
from handrail.referrals.domain.questions import AskRefused, Way
from handrail.referrals.domain.releases import ReleaseRefused
from handrail.referrals.domain.sender_desk import BEFORE_A_PICK, SENDERS_STEPS, news_of
from handrail.referrals.domain.sending import LANGUAGES, WritingRefused, why_no_more_places
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import KEEPS_A_PLACE, SAID_YES, Stage
from handrail.referrals.finding.pages import places_asked_for
from handrail.referrals.finding.queries import wanted_for
from handrail.referrals.models import AskedConsent, Referral
from handrail.referrals.need_words import need_lines
from handrail.referrals.receiving.person_words import person_lines
from handrail.referrals.sending import queries
from handrail.referrals.sending.access import Sender, for_sender_of
from handrail.referrals.sending.draft_form import RELEASING
from handrail.referrals.sending.happened import events_of
from handrail.referrals.sending.number_sheet import number_sheet
from handrail.referrals.sending.one_way import link_shown
from handrail.referrals.sending.pages import sender_page, sender_part, sent, sheet
from handrail.referrals.sending.paper import paper_sheet
from handrail.referrals.sending.release_pack import pack_of
from handrail.referrals.sending.tasks import UNKNOWN, Done, Press, done
from handrail.referrals.sending.words import turn_words
from handrail.referrals.switch import SwitchedOff
from handrail.referrals.wall_times import wall_time
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark

REFUSALS = (
    AgreeingRefused,
    AskRefused,
    ComingBackRefused,
    ConsentRefused,
    MessageRefused,
    MoveRefused,
    PinRefused,
    ReleaseRefused,
    SwitchedOff,
    WritingRefused,
)
WITH_A_PROGRAM = SAID_YES - {Stage.WAITLISTED}
"""From here on what the chosen program said last counts, and no more what it or another answered before."""
SIGNED, DECLINED = mark("Signed. You can choose this program now."), mark("Saved: the person said no to this program.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_sender_of
def referral(request: SignedInRequest, found: Referral, sender: Sender) -> HttpResponse:
    at = timezone.now()
    if request.method != "POST" or sent(request, "task") == "find":
        return referral_page(request, found, sender, at=at)
    try:
        result = done(Press(request, found, sender, at))
    except REFUSALS as refusal:
        return referral_page(request, found, sender, at=at, refused=str(refusal))
    return after(request, found, result, at=at)


def after(request: SignedInRequest, found: Referral, result: Done, *, at: datetime) -> HttpResponse:
    """A code or a link stands on the answer itself: there is no page that would show it again."""
    if result.picked is not None:
        code = result.link.code if result.link else ""
        is_at_desk = not code and way_to(result.picked) is Way.DESK
        lines = lines_to_call(result.picked, at=at, language=language_of(request.path_info))
        context = {"referral": found, "place": result.picked, "code": code, "is_at_desk": is_at_desk, "lines": lines}
        return sender_page(request, "picked", context)
    if result.asked is not None and result.link is not None:
        link = link_shown(request, result.link, result.asked.language)
        return sender_page(request, "agree_shown", {"referral": found, "asked": result.asked, "link": link})
    if result.number is not None:
        return sender_page(
            request, "number", {"referral": found, "number": number_sheet(request, found, result.number)}
        )
    if result.asked is not None:
        return HttpResponseRedirect(reverse("referral-consent", args=[found.public_id, result.asked.public_id]))
    say(request, result.said)
    return HttpResponseRedirect(reverse("referral", args=[found.public_id]))


def referral_page(
    request: SignedInRequest, found: Referral, sender: Sender, *, at: datetime, refused: str = ""
) -> HttpResponse:
    found.refresh_from_db()
    words, identity = queries.person_on(referral=found, by=sender.by, at=at)
    said = queries.words_of_moves(referral=found)
    told = {
        "person": person_lines(words, identity, sender=found.sender),
        "identity": identity,
        "writing": writing_to(found, words),
        "asked_back": next(reversed(said.values()), "") if found.stage == Stage.ASKED_BACK else "",
        "has_unread": False,
    }
    return sender_page(request, "referral", standing(request, found, sender, said, at=at) | told, refused=refused)


@require_safe
@live_part
@for_sender_of
def referral_lines(request: SignedInRequest, found: Referral, sender: Sender) -> HttpResponse:
    """What an open page asks for by itself: no word of the person, so that none is read that no look accounts for.

    Where nothing is new the clock alone comes, and what was read stays on the page.
    """
    context = standing(request, found, sender, {}, at=timezone.now())
    is_same = request.GET.get("seen") == context["live_mark"]
    unread = {"person": [], "identity": {}, "asked_back": "", "has_unread": queries.has_words(referral=found)}
    response = sender_part(request, "referral", context | unread | {"is_same": is_same})
    if is_same:
        response.headers["HX-Reswap"] = "none"
    return response


def standing(
    request: SignedInRequest, found: Referral, sender: Sender, said: dict[int, str], *, at: datetime
) -> dict[str, Any]:
    """Where somebody stands, without a word of who they are. `said`: by the number of the move."""
    programs = queries.program_lines(referral=found, at=at)
    open_stages = open_to(Stage(found.stage), side=Side.SENDER)
    wanted = wanted_for(found, leaves_custody=sender.kind in RELEASING, at=at)
    mark_of_page = live_mark(found.moves, found.stage, found.turn, [line.told for line in programs])
    lines, language = reverse("referral-lines", args=[found.public_id]), language_of(request.path_info)
    return {
        "live_mark": mark_of_page,
        "lines": f"{lines}?seen={mark_of_page}",
        "is_same": False,
        "referral": found,
        "sender": sender,
        "left": queries.time_left(found.due_at, at=at),
        "rail": queries.rail_of(found),
        "history": [(each, wall_time(each.at, zone=found.zone, language=language)) for each in events_of(found, said)],
        "turn": turn_words(found),
        "has_link": found.openings.filter(facility=found.facility).exists(),
        **answers_of(found, programs, language=language),
        "calls": {each.facility.pk: lines_to_call(each.facility, at=at, language=language) for each in programs},
        "asked_count": found.questions.count(),
        "most_asked": MOST_ASKED,
        "is_agreed": any(line.is_agreed for line in programs),
        "can_take_back": bool(consents_of(found)),
        "need": need_lines(found.need, found.need_urgency, ahead=found.ahead_at(at)),
        "ways": [way.value for way in ways_of(sender.kind)],
        "languages": LANGUAGES,
        "is_releasing": sender.kind in RELEASING,
        "open_to": {stage.value for stage in open_stages},
        "steps": [stage.value for stage in SENDERS_STEPS if stage in open_stages],
        "expected": moment(found, found.expected_at, language=language),
        "kept_until": moment(found, found.held_until, language=language) if found.stage in KEEPS_A_PLACE else "",
        "is_looking": sent(request, "task") == "find",
        **places_asked_for(request, wanted, without=[line.facility for line in programs], at=at),
    }


def answers_of(found: Referral, programs: list[queries.ProgramLine], *, language: str) -> dict[str, Any]:
    """What the programs say, what it comes to, and whether another place can still be put on the way."""
    told, has_yes = len(programs_told(referral=found)), Stage(found.stage) in WITH_A_PROGRAM
    is_nobody_left = queries.is_nobody_left(programs, told=told) and found.stage in BEFORE_A_PICK
    answers = [line.answer for line in programs if line.question or line.no]
    return {
        "programs": programs,
        "holds": {} if has_yes else held_by(programs, language=language),
        "has_yes": has_yes,
        "reasons": REASONS,
        "news": news_of(Stage(found.stage), answers, is_nobody_left=is_nobody_left),
        "is_nobody_left": is_nobody_left,
        "no_more_places": why_no_more_places(told=told, on_the_way=found.legs.count()),
    }


def held_by(programs: list[queries.ProgramLine], *, language: str) -> dict[str, str]:
    """Until when each yes is meant, by the clock on the wall of its program."""
    told = [each.question for each in programs if each.question and each.question.holds_until and not each.no]
    return {
        each.public_id: wall_time(each.holds_until, zone=zone_of_state(each.facility.state), language=language)
        for each in told
        if each.holds_until
    }


def moment(found: Referral, at: datetime | None, *, language: str) -> str:
    """By the clock on the wall of the program, where one has the person."""
    zone = zone_of_state(found.facility.state) if found.facility else found.zone
    return wall_time(at, zone=zone, language=language) if at else ""


@require_http_methods(["GET", "HEAD", "POST"])
@for_sender_of
def consent(request: SignedInRequest, found: Referral, sender: Sender, asked: str) -> HttpResponse:
    """The words on this screen, handed to the person; or on paper. Those on their own phone are not shown here."""
    one = asked_consent_of(referral=found, public_id=asked)
    if one is None or one.way in (Signing.OWN_PHONE, Signing.BY_RECEIPT):
        raise Http404
    at = timezone.now()
    if request.method != "POST":
        return consent_page(request, found, one, at=at)
    try:
        return answered(request, found, sender, one, at=at)
    except REFUSALS as refusal:
        return consent_page(request, found, one, at=at, refused=str(refusal))


def answered(
    request: SignedInRequest, found: Referral, sender: Sender, one: AskedConsent, *, at: datetime
) -> HttpResponse:
    """The button that was pressed, and never a guess: enter in a field signs for nobody. Who is there is said first."""
    answer = sent(request, "answer")
    evidence = {"present": sent(request, "present"), "kept_at": sent(request, "kept_at")}
    if answer == "witness":
        check_evidence(Signing(one.way), **evidence)
        if one.way == Signing.ON_SCREEN:
            hand_screen_over(request)
        return consent_page(request, found, one, at=at)
    if answer == "sign":
        sign(asked=one, read=sent(request, "read"), by=sender.by, at=at, **evidence)
    elif answer == "decline":
        decline(asked=one, by=sender.by, at=at)
    else:
        raise AgreeingRefused(UNKNOWN)
    if is_screen_handed(request):
        return HttpResponseRedirect(request.path)
    say(request, SIGNED if answer == "sign" else DECLINED)
    return HttpResponseRedirect(reverse("referral", args=[found.public_id]))


def consent_page(
    request: SignedInRequest, found: Referral, asked: AskedConsent, *, at: datetime, refused: str = ""
) -> HttpResponse:
    words = consent_words(referral=found, facility=asked.facility, language=asked.language, way=Signing(asked.way))
    context = {"referral": found, "asked": asked, "consent": words, "present": sent(request, "present")}
    if asked.way == Signing.ON_PAPER:
        context["sheet"] = paper_sheet(request, words, place=asked.facility, at=at)
        return sender_page(request, "paper", context, refused=refused)
    is_handed = is_screen_handed(request)
    context |= {"back": reverse("referral", args=[found.public_id]), "is_handed": is_handed}
    return sender_page(request, "on_screen", context, refused=refused, language=asked.language if is_handed else "")


@require_safe
@for_sender_of
def release_pack(request: SignedInRequest, found: Referral, sender: Sender) -> HttpResponse:
    """For the day of release, to be printed. Where there is no such day there is no sheet."""
    if found.release_on is None:
        raise Http404
    at = timezone.now()
    words, _ = queries.person_on(referral=found, by=sender.by, at=at)
    pack = pack_of(found, alias=str(words.get("alias", "")))
    expected = wall_time(pack.expected_at, zone=pack.zone, language=found.language) if pack.expected_at else ""
    lines = lines_to_call(pack.place, at=at, language=found.language) if pack.place else ()
    printed = sheet("pack", {"pack": pack, "expected": expected, "lines": lines}, language=found.language)
    context = {"referral": found, "pack": printed}
    return sender_page(request, "release_pack", context)
