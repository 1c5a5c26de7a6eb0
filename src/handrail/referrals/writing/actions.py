"""Writing a referral down: a draft in front of whoever made it. Nobody else has seen it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from handrail.accounts.models import Organization, User
from handrail.directory.models import Facility
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import Condition
from handrail.privacy.models import Subject
from handrail.privacy.sealed_values import seal
from handrail.referrals.domain.clocks import due_at
from handrail.referrals.domain.needs import Need, Urgency
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral, ReferralLeg
from handrail.referrals.turns import turn_in


@dataclass(frozen=True)
class Draft:
    """What somebody writes down. `words` is sealed: alias, how and when to be reached, what the sender wrote."""

    need: Need
    urgency: Urgency
    language: str
    zone: str
    requested_at: datetime
    is_injecting: bool = False
    is_pregnant: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)
    release_on: date | None = None
    first_day_medicine: str = ""
    first_day_naloxone: str = ""
    condition: Condition | None = None


@transaction.atomic
def write_referral(
    *,
    subject: Subject,
    draft: Draft,
    sender: Organization | None,
    made_by: User | None,
    key: str,
    legs: Sequence[Facility] = (),
    by: Actor,
    at: datetime,
) -> Referral:
    """The referral, in front of its sender or of the person. The same key again is the same referral, unchanged."""
    if written := Referral.objects.filter(key=key).first():
        return written
    referral = Referral(
        subject=subject, sender=sender, made_by=made_by, key=key, made_at=at, stage_since=at, stage=Stage.DRAFT
    )
    put_draft(referral, draft)
    referral.turn = turn_in(Stage.DRAFT, referral=referral) or ""
    referral.due_at = due_at(Stage.DRAFT, since=at, urgency=draft.urgency, zone=draft.zone, release_on=draft.release_on)
    seal(referral, at=at, words=dict(draft.words))
    try:
        with transaction.atomic():
            referral.save(force_insert=True)
    except IntegrityError:
        if written := Referral.objects.filter(key=key).first():
            return written
        raise
    for order, facility in enumerate(legs, start=1):
        ReferralLeg.objects.create(referral=referral, order=order, facility=facility)
    record("referral.written", by=by, at=at, subject=subject, about=f"referral:{referral.public_id}")
    return referral


def put_draft(referral: Referral, draft: Draft) -> None:
    need = draft.need
    referral.age, referral.level, referral.medicine = need.age, need.level, need.medicine
    referral.payer, referral.is_tonight, referral.trait = need.payer, need.is_tonight, need.trait or ""
    referral.urgency, referral.language, referral.zone = draft.urgency, draft.language, draft.zone
    referral.is_injecting, referral.is_pregnant = draft.is_injecting, draft.is_pregnant
    referral.requested_at = draft.requested_at
    referral.release_on, referral.condition = draft.release_on, draft.condition or ""
    referral.first_day_medicine, referral.first_day_naloxone = draft.first_day_medicine, draft.first_day_naloxone
