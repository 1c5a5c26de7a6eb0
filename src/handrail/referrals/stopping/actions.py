"""A program that is asked by links wants no more of them. Its questions go to whoever rings: none is silenced (S37)."""

from datetime import datetime

from django.db import transaction

from handrail.directory.claims.actions.stopping import stop_messages
from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.models import Facility
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import LinkRefused, held_link
from handrail.referrals.asking.actions import ANSWER
from handrail.referrals.asking.ways import way_to
from handrail.referrals.domain.closing import LINK, Whom
from handrail.referrals.domain.questions import Way
from handrail.referrals.models import FollowUp, Opening, Question
from handrail.referrals.picking.actions import OPEN


@transaction.atomic
def stop_by_link(*, purpose: str, token: str, at: datetime) -> None:
    """For whoever holds a link that we sent there, in whatever browser. Raises `LinkRefused`.

    A link of before the program named another contact stops nothing: it came to the one before.
    """
    link = held_link(purpose=purpose, token=token, at=at)
    place = place_of(link) if link else None
    contact = contact_for_messages(facility=place) if place else None
    if link is None or place is None or contact is None or link.made_at < contact.since:
        raise LinkRefused
    stop_messages(contact=contact, by=Actor(ActorKind.LINK, link.public_id), at=at)
    ring_instead(place)


def place_of(link: OneTimeLink) -> Facility | None:
    """Whose contact the link was sent to."""
    kind, _, public_id = link.about.partition(":")
    if link.purpose == OPEN:
        row: Opening | Question | FollowUp | None = Opening.objects.filter(link_id=link.public_id).first()
    elif link.purpose == ANSWER:
        row = Question.objects.filter(public_id=public_id).first()
    else:
        is_of_program = kind == "follow-up" and link.purpose == LINK[Whom.PROGRAM]
        row = FollowUp.objects.filter(public_id=public_id).first() if is_of_program else None
    return row.facility if row else None


def ring_instead(place: Facility) -> None:
    """What waits for an answer there is brought another way: a coordinator is called for what only they can bring."""
    kept = place.merged_into or place
    waiting = Question.objects.filter(facility__in=[place, kept], answer="", gone_at=None, way=Way.LINK)
    waiting.update(way=way_to(kept))
