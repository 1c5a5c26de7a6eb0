"""Choosing one program: it may learn who the person is, the others lose the question, and the former one all of it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from handrail.directory.models import Facility, ListingContact
from handrail.messaging.actions import enqueue
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.privacy.domain.actors import Actor
from handrail.privacy.one_time_links.actions import MadeLink, make_link, withdraw_link
from handrail.privacy.sealed_values import opened
from handrail.referrals.asking.queries import programs_told
from handrail.referrals.asking.ways import kept_place, open_contact
from handrail.referrals.domain.moves import MISSING, MoveRefused, Requires
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.questions import THREE_AT_MOST, may_be_told
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Opening, Question, Referral
from handrail.referrals.moving.actions import locked, move

OPEN = "open-referral"  # what the link opens
LINK_LASTS = timedelta(days=30)  # as a consent lasts by default (S20); each opening asks the consent again


@transaction.atomic
def pick(
    *, referral: Referral, facility: Facility, side: Side, by: Actor, at: datetime
) -> tuple[Referral, MadeLink | None]:
    """Sends the person to one of the programs that were asked, or stand on the way that was chosen.

    Raises `MoveRefused`, also where the person has not agreed to this program. With the referral comes the link that
    went to the program's contact: its code is told another way, by telephone, and shown this once. None: the program
    has no contact of ours, so its own desk has it, or a human rings.
    """
    referral, place = locked(referral), kept_place(facility)
    check_choice(referral, place)
    referral = move(referral=referral, to=Stage.SENT, side=side, by=by, at=at, facility=place)
    lose_questions(referral, at=at)
    contact = open_contact(place)
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
        withdraw_link(public_id=question.link_id, at=at)
        Question.objects.filter(pk=question.pk).update(gone_at=max(at, question.asked_at))


def tell_program(referral: Referral, place: Facility, contact: ListingContact, *, at: datetime) -> MadeLink:
    link = make_link(purpose=OPEN, about=f"referral:{referral.public_id}", lasts=LINK_LASTS, has_code=True, at=at)
    opening = Opening.objects.create(referral=referral, facility=place, link_id=link.public_id, made_at=at)
    with override(contact.language):
        path = reverse("open-referral", args=[link.token])
    enqueue(
        subject=contact.subject,
        kind=MessageKind.QUESTION,
        language=contact.language,
        channel=Channel(contact.channel),
        address=opened(contact, "address")["address"],
        at=at,
        key=f"opening:{opening.public_id}",
        link=path,
        is_urgent=referral.need_urgency is Urgency.NOW,
    )
    return link
