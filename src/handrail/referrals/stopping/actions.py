"""A program that is asked by links wants no more of them. Its questions go to whoever rings: none is silenced (S37)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from handrail.directory.claims.actions.stopping import stop_by_link_to
from handrail.directory.models import Facility, ListingContact
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import held_link
from handrail.referrals.asking.actions import ANSWER
from handrail.referrals.asking.ways import way_to
from handrail.referrals.domain.closing import LINK, Whom
from handrail.referrals.domain.questions import Way
from handrail.referrals.models import FollowUp, Opening, Question
from handrail.referrals.picking.actions import OPEN


@transaction.atomic
def stop_by_link(*, purpose: str, token: str, at: datetime) -> None:
    """For whoever holds a link that we sent there, in whatever browser. Raises `LinkRefused`."""
    link = held_link(purpose=purpose, token=token, at=at)
    place = place_of(link) if link else None
    stop_by_link_to(place=place, link=link, at=at)
    if place is not None:
        ring_instead(place)


def ring_where_stopped() -> int:
    """Before coordinators are called: a program may stop messages on another page than that of a question."""
    stopped = ListingContact.objects.exclude(stopped_at=None)
    stopped = stopped.annotate(kept_row=Coalesce("claim__facility__merged_into", "claim__facility"))
    rows = waiting_by_link().annotate(kept_row=Coalesce("facility__merged_into", "facility"))
    rows = rows.filter(Exists(stopped.filter(kept_row=OuterRef("kept_row")))).select_related("facility__merged_into")
    return sum(ring_instead(place) for place in {each.facility for each in rows})


def waiting_by_link() -> QuerySet[Question]:
    return Question.objects.filter(answer="", gone_at=None, way=Way.LINK)


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


def ring_instead(place: Facility) -> int:
    """What waits for an answer there is brought another way: a coordinator is called for what only they can bring."""
    kept = place.merged_into or place
    return waiting_by_link().filter(facility__in=[place, kept]).update(way=way_to(kept))
