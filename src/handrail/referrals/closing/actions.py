"""Asking both sides whether somebody got in, keeping what each says, and calling a human where the two differ."""

import logging
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from handrail.directory.claims.actions.writing import write_to_contact
from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.models import ListingContact
from handrail.messaging.actions import enqueue
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.models import ContactAgreement
from handrail.messaging.rosters.actions import page
from handrail.messaging.rosters.queries import RosterRefused
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import LinkRefused, claim_link, make_link, use_link
from handrail.privacy.queries import is_hidden
from handrail.privacy.sealed_values import opened
from handrail.referrals.closing.queries import (
    SAID_BY_MOVING,
    arrivals_to_ask_about,
    awaited_at,
    follow_up_named,
    unheard_by_log,
    waiting_for_a_human,
)
from handrail.referrals.domain.closing import (
    ASKED_IN,
    FROM_LOG,
    LINK,
    LINK_LASTS,
    MOVES_TO,
    Account,
    Heard,
    Verdict,
    Whom,
    check_may_say,
)
from handrail.referrals.domain.moves import can_move
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import FollowUp, Referral, ReferralMove
from handrail.referrals.moving.actions import locked, move
from handrail.referrals.switch import SwitchedOff, check_switched_on, is_somebody_there
from handrail.referrals.telling.actions import tell_answer

logger = logging.getLogger("handrail.referrals")

IN_A_PASS = 200
SAID: dict[Whom, str] = {Whom.PROGRAM: "arrival.program_said", Whom.PERSON: "arrival.person_said"}


def ask_whether_they_got_in(*, at: datetime) -> int:
    """A pass of the worker: asks, reads what programs said by moving, and calls humans. One fault stops no other."""
    asked = [attempted(ask_both, referral.pk, at) for referral in arrivals_to_ask_about(at=at)[:IN_A_PASS]]
    read = [attempted(read_log, follow_up.pk, at) for follow_up in unheard_by_log()[:IN_A_PASS]]
    waiting = waiting_for_a_human()[:IN_A_PASS] if is_somebody_there(at=at) else []
    called = [attempted(call_human, follow_up.pk, at) for follow_up in waiting]
    return sum((*asked, *read, *called))


def attempted(act, pk: int, at: datetime) -> bool:
    try:
        return bool(act(pk, at))
    except Exception:  # a fault of ours: its row is still there, and the next round finds it
        logger.exception("not followed up", extra={"ids": {"act": act.__name__, "row": pk}})
        return False


@transaction.atomic
def ask_both(pk: int, at: datetime) -> bool:
    """Whoever can be written to gets a neutral note. Who cannot finds the question at the desk or by receipt."""
    referral = locked(Referral(pk=pk))
    if not arrivals_to_ask_about(at=at).filter(pk=pk).exists():
        return False
    follow_up = follow_up_of(referral, at=at)
    FollowUp.objects.filter(pk=follow_up.pk).update(asked_at=at)
    ask_person(follow_up, at=at)
    if not read_log_of(follow_up, at=at):
        ask_program(follow_up, at=at)
    record("arrival.asked", by=PRODUCT, at=at, subject=referral.subject, about=named(follow_up))
    return True


def follow_up_of(referral: Referral, *, at: datetime) -> FollowUp:
    """Of the time at which the person is expected now. Call it under the referral's lock."""
    values = {"facility": referral.facility, "expected_at": awaited_at(referral)}
    follow_up, _ = FollowUp.objects.get_or_create(referral=referral, **values, defaults={"made_at": at})
    follow_up.referral = referral
    return follow_up


def ask_program(follow_up: FollowUp, *, at: datetime) -> None:
    """Only at the contact that the program itself named and confirmed (S17)."""
    contact = contact_for_messages(facility=follow_up.facility)
    if contact is not None:
        link = link_for(follow_up, Whom.PROGRAM, contact.language, at=at)
        write_to_contact(contact, MessageKind.QUESTION, key=key(follow_up, Whom.PROGRAM, contact), link=link, at=at)


def ask_person(follow_up: FollowUp, *, at: datetime) -> None:
    subject = follow_up.referral.subject
    for agreement in ContactAgreement.objects.filter(subject=subject, withdrawn_at=None).select_related("subject"):
        enqueue(
            subject=subject,
            kind=MessageKind.REPLY_WANTED,
            language=agreement.language,
            channel=Channel(agreement.channel),
            address=opened(agreement, "address")["address"],
            at=at,
            key=key(follow_up, Whom.PERSON, agreement),
            link=link_for(follow_up, Whom.PERSON, agreement.language, at=at),
        )


def link_for(follow_up: FollowUp, whom: Whom, language: str, *, at: datetime) -> str:
    link = make_link(purpose=LINK[whom], about=f"{named(follow_up)}", lasts=LINK_LASTS, has_code=False, at=at)
    with override(language):
        return reverse(LINK[whom], args=[link.token])


def key(follow_up: FollowUp, whom: Whom, where: ListingContact | ContactAgreement) -> str:
    return f"follow-up:{follow_up.public_id}:{whom}:{where.channel}"


@transaction.atomic
def say_by_receipt(*, referral: Referral, account: Account, by: Actor, at: datetime) -> FollowUp:
    """The person says how it went, also before anybody asked. Raises `ClosingRefused` before the time has come."""
    referral = locked(referral)
    check_may_say(expected_at=awaited_at(referral) if referral.facility else None, at=at)
    return say_for_person(follow_up_of(referral, at=at), account, Heard.RECEIPT, by=by, at=at)


@transaction.atomic
def claim(*, whom: Whom, token: str, browser: str, at: datetime) -> tuple[OneTimeLink, FollowUp]:
    """For the first browser that comes. Raises `LinkRefused`, also where nobody there is to know of it any more."""
    link = claim_link(purpose=LINK[whom], token=token, browser=browser, at=at)
    follow_up = follow_up_named(link.about)
    if follow_up is None or not may_be_opened(follow_up, whom):
        raise LinkRefused
    return link, follow_up


def may_be_opened(follow_up: FollowUp, whom: Whom) -> bool:
    """Nobody's, once the person is deleted or asked to be; a program's while it has them, with their agreement."""
    referral = follow_up.referral
    if referral.subject.erased_at is not None or is_hidden(referral.subject):
        return False
    is_theirs = referral.facility_id == follow_up.facility_id and Stage(referral.stage) in ASKED_IN
    return whom is Whom.PERSON or is_theirs


@transaction.atomic
def say_by_link(*, whom: Whom, token: str, browser: str, account: Account, at: datetime) -> FollowUp:
    """One press, for whoever holds the link. Raises `LinkRefused`."""
    link, follow_up = claim(whom=whom, token=token, browser=browser, at=at)
    use_link(link=link, at=at)
    follow_up.referral = locked(follow_up.referral)
    by = Actor(ActorKind.LINK, link.public_id)
    if whom is Whom.PERSON:
        return say_for_person(follow_up, account, Heard.LINK, by=by, at=at)
    return say(follow_up, whom, account, Heard.LINK, by=by, at=at)


def say_for_person(follow_up: FollowUp, account: Account, heard: Heard, *, by: Actor, at: datetime) -> FollowUp:
    """After what the program said at its desk: else its word would be overwritten before anybody compares the two."""
    read_log_of(follow_up, at=at)
    return say(follow_up, Whom.PERSON, account, heard, by=by, at=at)


def say(follow_up: FollowUp, whom: Whom, account: Account, heard: Heard, *, by: Actor, at: datetime) -> FollowUp:
    """Keeps it beside the other's account, and moves the referral only where nothing contradicts. Call it locked.

    Who thinks again says it again: the later word of the same side counts, and both stand in the record of acts.
    """
    follow_up = FollowUp.objects.select_for_update(of=("self",)).select_related("facility").get(pk=follow_up.pk)
    referral = locked(follow_up.referral)
    for name, value in (("said", account), ("heard", heard), ("said_at", at)):
        setattr(follow_up, f"{whom}_{name}", value)
    follow_up.save()
    about = named(follow_up)
    record(SAID[whom], by=by, at=at, subject=referral.subject, about=about, rule=account)
    follow_up.referral = referral
    if follow_up.verdict is not Verdict.CONFLICT:
        follow_up.referral = moved_by(follow_up, whom, account, by=by, at=at)
    call_if_needed(follow_up, at=at)
    return follow_up


def moved_by(follow_up: FollowUp, whom: Whom, account: Account, *, by: Actor, at: datetime) -> Referral:
    """An account of a time or a program that is past moves nothing."""
    referral, target = follow_up.referral, MOVES_TO.get((whom, account))
    is_current = (referral.facility_id, awaited_at(referral)) == (follow_up.facility_id, follow_up.expected_at)
    if target is None or not is_current or not can_move(Stage(referral.stage), target[0], side=target[1]):
        return referral
    referral = move(referral=referral, to=target[0], side=target[1], by=by, at=at)
    tell_answer(referral, at=at)
    return referral


@transaction.atomic
def read_log(pk: int, at: datetime) -> bool:
    follow_up = FollowUp.objects.select_related("referral").get(pk=pk)
    follow_up.referral = locked(follow_up.referral)
    return read_log_of(follow_up, at=at)


def read_log_of(follow_up: FollowUp, *, at: datetime) -> bool:
    """What the program said by moving the referral since the person was expected there counts as its account."""
    steps = ReferralMove.objects.filter(referral=follow_up.referral, facility=follow_up.facility)
    said = steps.filter(number__gt=expected_by(follow_up), **SAID_BY_MOVING)
    step = said.order_by("number").last()  # who thinks again says it again
    if step is None or FollowUp.objects.exclude(program_said="").filter(pk=follow_up.pk).exists():
        return False
    by = Actor(ActorKind(step.by_kind), step.by_id, step.organization_id)
    say(follow_up, Whom.PROGRAM, FROM_LOG[Stage(step.to_stage)], Heard.LOG, by=by, at=at)
    return True


def expected_by(follow_up: FollowUp) -> int:
    """The number of the move that gave this time."""
    given = ReferralMove.objects.filter(referral=follow_up.referral, expected_at=follow_up.expected_at)
    step = given.order_by("number").last()
    return step.number if step else 0


@transaction.atomic
def call_human(pk: int, at: datetime) -> bool:
    follow_up = FollowUp.objects.select_for_update(of=("self",)).select_related("referral").get(pk=pk)
    return call_if_needed(follow_up, at=at)


def call_if_needed(follow_up: FollowUp, *, at: datetime) -> bool:
    """Once, and as soon as somebody is there: outside the hours of the roster the pass tries again (P10)."""
    if not follow_up.needs_human or follow_up.human_called_at is not None:
        return False
    try:
        page(roster=check_switched_on(), about=f"referral:{follow_up.referral.public_id}", at=at)
    except (RosterRefused, SwitchedOff):
        return False
    follow_up.human_called_at = at
    follow_up.save(update_fields=["human_called_at"])
    return True


def named(follow_up: FollowUp) -> str:
    return f"follow-up:{follow_up.public_id}"
