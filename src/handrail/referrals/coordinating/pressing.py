"""One press of a coordinator on the page of one referral, and the one action it leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.directory.models import Facility
from handrail.messaging.actions import MessageRefused
from handrail.messaging.rosters.queries import RosterRefused
from handrail.privacy.consenting.actions import ConsentRefused
from handrail.privacy.domain.actors import Actor
from handrail.privacy.one_time_links.actions import MadeLink
from handrail.referrals.agreeing.actions import ask_to_agree, sign_on_paper
from handrail.referrals.coordinating.actions import (
    ask_others,
    keep_by_telephone,
    move_on,
    pick_for_them,
    take,
    take_back,
)
from handrail.referrals.coordinating.by_telephone import tasks_by_telephone
from handrail.referrals.coordinating.choosing_programs import is_of_custody
from handrail.referrals.coordinating.words import ENDINGS
from handrail.referrals.domain.agreeing import AgreeingRefused, Signing
from handrail.referrals.domain.holds import HoldRefused
from handrail.referrals.domain.moves import MISSING, Given, MoveRefused, Requires
from handrail.referrals.domain.questions import AskRefused
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.releases import ReleaseRefused
from handrail.referrals.domain.ringing import NoteKind, RingingRefused
from handrail.referrals.domain.sending import WritingRefused
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.picking.actions import make_new_code
from handrail.referrals.receiving.tasks import UNKNOWN_TASK, Task, TaskForm, number
from handrail.referrals.ringing.actions import nobody_picked_up, spoke_with, write_note
from handrail.referrals.sending.actions import add_place, put_release
from handrail.referrals.sending.draft_form import day_typed
from handrail.referrals.sending.queries import chosen_places
from handrail.web.translation import mark

Refusal = (
    AgreeingRefused,
    AskRefused,
    ConsentRefused,
    HoldRefused,
    MessageRefused,
    MoveRefused,
    ReleaseRefused,
    RingingRefused,
    RosterRefused,
    WritingRefused,
)
NO_NUMBER = mark("Write the number that the person told you.")
LONGEST_NUMBER, LONGEST_PLACE = 40, 200


@dataclass(frozen=True)
class Press:
    """Who pressed what, on which page."""

    request: SignedInRequest
    referral: Referral
    form: TaskForm
    by: Actor
    at: datetime

    @property
    def who(self) -> dict[str, Any]:
        return {"referral": self.referral, "by": self.by, "at": self.at}

    @property
    def seen(self) -> int:
        return number(self.form.seen)

    @property
    def place(self) -> Facility:
        places = chosen_places(public_ids=[self.request.POST.get("place", "")])
        if not places:
            raise MoveRefused(MISSING[Requires.PROGRAM], code="needs_program")
        return places[0]


@dataclass(frozen=True)
class Picked:
    """A program that has the person now, and the code by which its link opens; none where it has no link.

    `is_asked`: the person was asked about the program, and the code is theirs.
    """

    place: Facility
    code: str
    is_asked: bool = False


def press(pressed: Press) -> Picked | None:
    """Raises what may be shown."""
    form, task = pressed.form, pressed.form.task
    if task in PRESSES:
        return PRESSES[task](pressed)
    if task not in tasks_by_telephone(pressed.referral):
        raise MoveRefused(UNKNOWN_TASK, code="unknown_task")
    if task == Task.HOLD:
        keep_by_telephone(**pressed.who, **form.place(at=pressed.at))
        return None
    move_on(**pressed.who, **form.given(Task(task), at=pressed.at))
    return None


def taken(pressed: Press) -> None:
    take(**pressed.who)


def asked(pressed: Press) -> None:
    ask_others(seen=pressed.seen, **pressed.who)


def ended(pressed: Press) -> None:
    outcome = Outcome(pressed.form.outcome) if pressed.form.outcome in set(ENDINGS) else None
    move_on(to=Stage.FAILED, seen=pressed.seen, given=Given(outcome=outcome), **pressed.who)


def added(pressed: Press) -> None:
    add_place(facility=pressed.place, **pressed.who)


def asked_person(pressed: Press) -> Picked:
    """By a neutral text to their own phone: whoever sent them has no page for it (S24). The number is not kept."""
    place, number = pressed.place, pressed.request.POST.get("number", "").strip()[:LONGEST_NUMBER]
    if not number:
        raise AgreeingRefused(NO_NUMBER)
    language, user = pressed.referral.language, pressed.request.user
    way = Signing.OWN_PHONE
    _, link = ask_to_agree(facility=place, way=way, language=language, user=user, number=number, **pressed.who)
    return Picked(place, link.code if link else "", is_asked=True)


def picked(pressed: Press) -> Picked:
    place = pressed.place
    _, link = pick_for_them(facility=place, seen=pressed.seen, **pressed.who)
    return shown(place, link)


def new_code(pressed: Press) -> Picked:
    place = pressed.referral.facility
    link = make_new_code(**pressed.who)
    assert place is not None, "a link goes to a program"
    return shown(place, link)


def shown(place: Facility, link: MadeLink | None) -> Picked:
    return Picked(place, link.code if link else "")


def replied(pressed: Press) -> None:
    given = Given(words=pressed.form.words)
    move_on(to=Stage.ACKNOWLEDGED, seen=pressed.seen, given=given, **pressed.who)


def took_back(pressed: Press) -> None:
    take_back(seen=pressed.seen, **pressed.who)


def released(pressed: Press) -> None:
    """Custody rang: the day moved. What the person has on it stays as it was, where nothing else is said."""
    referral, post = pressed.referral, pressed.request.POST
    if not is_of_custody(referral):
        raise MoveRefused(UNKNOWN_TASK, code="unknown_task")
    put_release(
        release_on=day_typed(post.get("release_on", "")),
        medicine=post.get("first_day_medicine", "") or referral.first_day_medicine,
        naloxone=post.get("first_day_naloxone", "") or referral.first_day_naloxone,
        **pressed.who,
    )


def noted(pressed: Press) -> None:
    post = pressed.request.POST
    kind = NoteKind(post["kind"]) if post.get("kind") in set(NoteKind) else None
    write_note(kind=kind, words=post.get("note", ""), user=pressed.request.user, **pressed.who)


def in_vain(pressed: Press) -> None:
    nobody_picked_up(facility=pressed.place, user=pressed.request.user, **pressed.who)


def named_speaker(pressed: Press) -> None:
    name = pressed.request.POST.get("spoke_with", "")
    spoke_with(facility=pressed.place, name=name, user=pressed.request.user, **pressed.who)


def put_on_paper(pressed: Press) -> None:
    """They signed beside somebody, on the sheet without a name (S18): nothing here tells the coordinator who it is."""
    post = pressed.request.POST
    evidence = {"read": post.get("read", ""), "kept_at": post.get("kept_at", "")[:LONGEST_PLACE]}
    sign_on_paper(facility=pressed.place, user=pressed.request.user, **evidence, **pressed.who)


PRESSES: dict[str, Callable[[Press], Picked | None]] = {
    "take": taken,
    "ask_others": asked,
    "end": ended,
    "add": added,
    "agree": asked_person,
    "pick": picked,
    "new_code": new_code,
    "reply": replied,
    "take_back": took_back,
    "note": noted,
    "release": released,
    "paper_signed": put_on_paper,
    "nobody": in_vain,
    "spoke_with": named_speaker,
}
