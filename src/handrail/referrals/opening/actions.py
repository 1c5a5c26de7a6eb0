"""A program learns who the person is: each time by a hand-over that asks the consent anew (S19, S22)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from handrail.privacy.audit.entries import record_view
from handrail.privacy.domain.actors import Actor
from handrail.privacy.models import Consent
from handrail.privacy.queries import identity_of
from handrail.privacy.sealed_values import keys_of, opened
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage
from handrail.referrals.models import MoveWords, Opening, Referral
from handrail.referrals.moving.actions import locked, move
from handrail.referrals.moving.consent import consent_row, hand_over_to

TREATMENT = "treatment"


@dataclass(frozen=True, repr=False)
class Person:
    """Who is handed over, as far as it was written down and the consent goes. Never printed: it names somebody."""

    referral: Referral
    consent: Consent
    words: dict[str, Any] = field(default_factory=dict)
    identity: dict[str, Any] = field(default_factory=dict)
    talk: list[tuple[bool, str]] = field(default_factory=list)  # whether the program asks, and words, the oldest first


@transaction.atomic
def open_person(*, referral: Referral, by: Actor, at: datetime, opening: Opening | None = None) -> Person | None:
    """Who it is, for the program with which the referral stands; the caller has established that `by` answers for it.

    None where the person's consent has ended, or the referral stands elsewhere by now: the refusal is on record, and
    nothing was handed over. The first look is an acknowledgement.
    """
    referral = locked(referral)
    facility = referral.facility
    if facility is None or Stage(referral.stage) not in WITH_A_PROGRAM:
        return None
    if opening is not None and opening.facility_id != facility.pk:
        return None
    consent = consent_row(hand_over_to(referral, facility, by=by, at=at))
    if consent is None:
        return None
    about = f"referral:{referral.public_id}"
    record_view("referral.opened", by=by, at=at, subject=referral.subject, about=about, purpose=TREATMENT)
    if opening is not None:
        Opening.objects.filter(pk=opening.pk, opened_at=None).update(opened_at=at)
    if referral.stage == Stage.SENT:
        referral = move(referral=referral, to=Stage.ACKNOWLEDGED, side=Side.RECEIVER, by=by, at=at)
    words = opened(referral, "words")["words"] or {}
    identity = identity_of(subject=referral.subject, by=by, purpose=TREATMENT, at=at) or {}
    return Person(referral, consent, words, identity, talk_with(referral))


def talk_with(referral: Referral) -> list[tuple[bool, str]]:
    """What this program asked back and what was replied: not what was said to another before it."""
    rows = MoveWords.objects.filter(move__referral=referral, move__facility=referral.facility).select_related("move")
    said = list(rows.order_by("move__number"))
    keys = keys_of(said)
    return [(each.move.to_stage == Stage.ASKED_BACK, opened(each, "words", keys=keys)["words"]) for each in said]
