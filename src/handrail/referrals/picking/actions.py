"""Choosing one program: it may learn who the person is, the others lose the question, and the former one all of it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from handrail.directory.claims.actions.writing import write_to_contact
from handrail.directory.models import Facility, ListingContact
from handrail.messaging.domain.kinds import MessageKind
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.one_time_links.actions import MadeLink, make_link, withdraw_links_about
from handrail.referrals.asking.actions import named
from handrail.referrals.asking.queries import programs_told
from handrail.referrals.asking.ways import kept_place, open_contact
from handrail.referrals.domain.moves import MISSING, NO_SUCH_MOVE, MoveRefused, Requires
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.questions import THREE_AT_MOST, may_be_told
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage
from handrail.referrals.ending.actions import withdraw_openings
from handrail.referrals.models import Opening, Question, Referral
from handrail.referrals.moving.actions import locked, move
from handrail.referrals.moving.consent import decision_for, why_refused
from handrail.web.translation import mark

OPEN = "open-referral"  # what the link opens
NO_CONTACT = mark("No link goes to this program: nobody there can be written to. Please call them.")
LINK_LASTS = timedelta(days=30)  # as a consent lasts by default (S20); each opening asks the consent again


@transaction.atomic
def pick(
    *, referral: Referral, facility: Facility, side: Side, by: Actor, at: datetime
) -> tuple[Referral, MadeLink | None]:
    """Sends the person to one of the programs that were asked, or stand on the way that was chosen.

    Raises `MoveRefused`, also where the person has not agreed to this program. With the referral comes the link that
    went to the program's contact: its code is told another way, by telephone, and shown this once. None: the program
    has no contact of ours, so its own desk has it, or a human rings; or the person chose by themselves and nobody
    could tell a code, so its contact is sent to its desk.
    """
    referral, place = locked(referral), kept_place(facility)
    check_choice(referral, place)
    referral = move(referral=referral, to=Stage.SENT, side=side, by=by, at=at, facility=place)
    lose_questions(referral, at=at)
    contact = open_contact(place)
    if contact is not None and (referral.sender is None or side is Side.PERSON):
        call_to_desk(referral, contact, at=at)
        return referral, None
    return referral, tell_program(referral, place, contact, at=at) if contact else None


def check_choice(referral: Referral, place: Facility) -> None:
    rows = (*referral.questions.select_related("facility"), *referral.legs.select_related("facility"))
    if place.pk not in {each.facility.merged_into_id or each.facility_id for each in rows}:
        raise MoveRefused(MISSING[Requires.PROGRAM], code="needs_program")
    if not may_be_told(place.pk, told=programs_told(referral=referral)):
        raise MoveRefused(THREE_AT_MOST, code="three_at_most")


def lose_questions(referral: Referral, *, at: datetime) -> None:
    """At once, not after the day that S21 leaves: who was not picked need not know longer that somebody asked."""
    for question in referral.questions.filter(gone_at=None):
        withdraw_links_about(about=named(question), at=at)
        Question.objects.filter(pk=question.pk).update(gone_at=max(at, question.asked_at))


@transaction.atomic
def make_new_code(*, referral: Referral, by: Actor, at: datetime) -> MadeLink | None:
    """Another link, with another code, to the program that has the person. The former link opens nothing any more.

    For a code that was lost or mistyped, and for a browser that forgot its link. Raises `MoveRefused`.
    """
    referral = locked(referral)
    if referral.facility is None or Stage(referral.stage) not in WITH_A_PROGRAM:
        raise MoveRefused(NO_SUCH_MOVE, code="no_such_move")
    decision = decision_for(referral, referral.facility, at=at)
    if not decision.is_allowed:
        raise MoveRefused(why_refused(decision), code="needs_consent")
    place = kept_place(referral.facility)
    contact = open_contact(place)
    if contact is None:
        raise MoveRefused(NO_CONTACT, code="no_contact")
    withdraw_openings(referral, at=at)
    link = tell_program(referral, referral.facility, contact, at=at)
    record("referral.link_renewed", by=by, at=at, subject=referral.subject, about=f"referral:{referral.public_id}")
    return link


def tell_program(referral: Referral, place: Facility, contact: ListingContact, *, at: datetime) -> MadeLink:
    link = make_link(purpose=OPEN, about=f"referral:{referral.public_id}", lasts=LINK_LASTS, has_code=True, at=at)
    opening = Opening.objects.create(referral=referral, facility=place, link_id=link.public_id, made_at=at)
    with override(contact.language):
        path = reverse("open-referral", args=[link.token])
    write_to(contact, referral, path, key=f"opening:{opening.public_id}", at=at)
    return link


def call_to_desk(referral: Referral, contact: ListingContact, *, at: datetime) -> None:
    """A link with a code that nobody can tell would open nothing: they sign in, and read it there."""
    with override(contact.language):
        path = reverse("inbox")
    write_to(contact, referral, path, key=f"desk:{referral.public_id}:{referral.moves}", at=at)


def write_to(contact: ListingContact, referral: Referral, path: str, *, key: str, at: datetime) -> None:
    is_urgent = referral.need_urgency is Urgency.NOW
    write_to_contact(contact, MessageKind.CHOSEN, key=key, link=path, at=at, is_urgent=is_urgent)
