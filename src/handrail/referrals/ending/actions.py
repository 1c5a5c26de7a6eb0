"""What ends with a stage: the place that was kept, the consents, and every one-time link of the referral."""

from datetime import datetime

from handrail.accounts.models import User
from handrail.accounts.queries import OPERATOR
from handrail.directory.actions import bump_openness
from handrail.directory.domain.open_places import SaidBy
from handrail.directory.open_places.actions import take_one
from handrail.privacy.consenting.actions import end_consent
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.one_time_links.actions import withdraw_link, withdraw_links_about
from handrail.referrals.agreeing.queries import consents_of
from handrail.referrals.domain.closing import ANSWERED_AFTER, LINK
from handrail.referrals.domain.holds import HoldEnd
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, FollowUp, Opening, PlaceHold, Question, Referral


def end_holds(referral: Referral, end: HoldEnd, *, by: Actor, at: datetime) -> int:
    """Call it under the lock of the referral. Who arrived has the place, so one less is open; else it is free again."""
    live = list(PlaceHold.objects.live().filter(referral=referral).select_related("facility__merged_into"))
    for hold in live:
        PlaceHold.objects.filter(pk=hold.pk).update(ended_at=max(at, hold.held_at), end=end)
        if end is HoldEnd.ARRIVED:
            take_place(hold, by=by, at=at)
    if live:
        bump_openness(at=at)
    return len(live)


def take_place(hold: PlaceHold, *, by: Actor, at: datetime) -> None:
    """The log of the directory names staff alone: that somebody came is not to be read there from who said so."""
    user = User.objects.filter(public_id=by.public_id).first() if by.kind is ActorKind.STAFF else None
    source = SaidBy.OPERATOR if by.role == OPERATOR else SaidBy.PROGRAM
    place = hold.facility.merged_into or hold.facility
    take_one(facility=place, group=hold.group, by=user, at=at, source=source)


def withdraw_openings(referral: Referral, *, at: datetime) -> None:
    for link_id in Opening.objects.filter(referral=referral).values_list("link_id", flat=True):
        withdraw_link(public_id=link_id, at=at)


def withdraw_links(referral: Referral, end: Stage, *, at: datetime) -> None:
    """At every end, the one place: nothing that somebody was sent for it opens any more, reminders included.

    Only who was asked how it went may still say so, where the end leaves something to say.
    """
    withdraw_openings(referral, at=at)
    for link_id in AskedConsent.objects.filter(referral=referral).values_list("link_id", flat=True):
        withdraw_link(public_id=link_id, at=at)
    for public_id in Question.objects.filter(referral=referral).values_list("public_id", flat=True):
        withdraw_links_about(about=f"question:{public_id}", at=at)
    past = [purpose for whom, purpose in LINK.items() if end not in ANSWERED_AFTER[whom]]
    for public_id in FollowUp.objects.filter(referral=referral).values_list("public_id", flat=True) if past else ():
        withdraw_links_about(about=f"follow-up:{public_id}", purposes=past, at=at)


def end_agreements(referral: Referral, *, by: Actor, at: datetime) -> None:
    """The event that each consent names has come (2.31(a)(7)), and nobody is asked for another."""
    for consent in consents_of(referral):
        end_consent(consent=consent, by=by, at=at)
    AskedConsent.objects.filter(referral=referral).waiting().update(stopped_at=at)
