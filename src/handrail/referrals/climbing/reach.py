"""Whom a rung can reach: the program's contact, its people, or the sender's."""

from dataclasses import dataclass
from datetime import datetime

from handrail.directory.models import Facility, ListingContact
from handrail.privacy.models import Subject
from handrail.referrals.asking.ways import open_contact
from handrail.referrals.domain.questions import is_gone, still_holds
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question, Referral
from handrail.referrals.telling.queries import people_of, subjects_of_sender


@dataclass(frozen=True)
class Reach:
    """`contacts`: what a program named for messages; `people`: those of it, or of the sender, who agreed to any."""

    contacts: tuple[tuple[ListingContact, Question | None], ...] = ()
    people: tuple[Subject, ...] = ()


def reach_of(referral: Referral, *, at: datetime) -> Reach:
    """Of whose turn it is. A coordinator is called by the roster, and nobody in need is nudged."""
    turn = Side(referral.turn)
    if turn is Side.SENDER:
        return Reach(people=tuple(subjects_of_sender(referral)))
    if turn is not Side.RECEIVER:
        return Reach()
    waited_for = places_waited_for(referral, at=at)
    contacts = [(open_contact(place), question) for place, question in waited_for]
    people = {each.pk: each for place, _ in waited_for for each in people_of(place)}
    known = tuple((contact, question) for contact, question in contacts if contact is not None)
    return Reach(known, tuple(people.values()))


def places_waited_for(referral: Referral, *, at: datetime) -> list[tuple[Facility, Question | None]]:
    if referral.stage != Stage.ASKING:
        return [(referral.facility, None)] if referral.facility else []
    return [(each.facility, each) for each in questions_open(referral, at=at) if not each.answer]


def questions_open(referral: Referral, *, at: datetime) -> list[Question]:
    rows = referral.questions.filter(gone_at=None).select_related("facility__merged_into")
    return [each for each in rows if not is_gone(asked_at=each.asked_at, picked=False, at=at)]


def has_a_yes(referral: Referral, *, at: datetime) -> bool:
    """Somebody waits to be picked: the person is not offered round meanwhile."""
    answers = [(each.answer, each.holds_until) for each in questions_open(referral, at=at)]
    holds = any(still_holds(answer, holds_until=until, at=at) for answer, until in answers)
    return referral.stage == Stage.ASKING and holds
