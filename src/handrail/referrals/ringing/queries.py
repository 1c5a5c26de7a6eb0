"""Whether a coordinator may learn who somebody is, what was noted, and who still has to be told."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from handrail.directory.models import Facility
from handrail.messaging.domain.rosters import REFERRALS
from handrail.messaging.models import RosterPage
from handrail.privacy.agreements.queries import carrier, operator_role
from handrail.privacy.audit.entries import record_view
from handrail.privacy.consenting.actions import decided
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import HandOver, Purpose, RecipientRole
from handrail.privacy.domain.operator_roles import THE_OPERATOR, Seen, coordinator_sees, decide_carried
from handrail.privacy.models import Consent, Erasure
from handrail.privacy.sealed_values import keys_of, opened_where_kept
from handrail.referrals.domain.ringing import RUNG_ABOUT, NoteKind
from handrail.referrals.domain.sides import ONE_WAY_KINDS
from handrail.referrals.models import CoordinatorNote, Referral
from handrail.referrals.moving.consent import OPENS, discloser_of

TREATMENT = "treatment"


def opening_by_us(referral: Referral, *, at: datetime) -> HandOver:
    """To whoever runs this site, as a consent names it (2.31(a)(4))."""
    return HandOver(
        subject=referral.subject.public_id,
        discloser=discloser_of(referral),
        recipient=THE_OPERATOR,
        role=RecipientRole.TREATMENT,
        information=OPENS,
        purpose=Purpose.TREATMENT,
        at=at,
    )


def may_know_who(referral: Referral, *, at: datetime) -> bool:
    """Looks, and hands nothing over (S18)."""
    return can_we_be_named() and decided(subject=referral.subject, asked=opening_by_us(referral, at=at)).is_allowed


def known_to_us(referrals: Collection[Referral], *, at: datetime) -> frozenset[int]:
    """Of these, by their rows, who may be known: as `may_know_who`, in three queries for a whole board."""
    if not referrals or not can_we_be_named():
        return frozenset()
    subjects = {each.subject_id for each in referrals}
    hidden = set(Erasure.objects.filter(subject__in=subjects, undone_at=None).values_list("subject", flat=True))
    signed = defaultdict(list)
    for consent in Consent.objects.filter(subject__in=subjects - hidden).select_related("subject"):
        signed[consent.subject_id].append(consent.as_signed())
    asked = [(each, opening_by_us(each, at=at)) for each in referrals if each.subject_id not in hidden]
    through = carrier(organizations={opening.discloser for _, opening in asked}, on=at.date())
    decisions = [(each, decide_carried(opening, signed[each.subject_id], through)) for each, opening in asked]
    return frozenset(each.pk for each, decision in decisions if decision.is_allowed)


def can_we_be_named() -> bool:
    """Who works for the programs is no recipient, and learns nobody's name at all."""
    role = operator_role()
    return role is not None and Seen.IDENTITY in coordinator_sees(role, is_named=True)


@dataclass(frozen=True, repr=False)
class Noted:
    """Never printed: it may tell of somebody."""

    kind: NoteKind
    words: str
    at: datetime
    facility: Facility | None = None
    again_at: datetime | None = None


@transaction.atomic
def notes_on(*, referral: Referral, by: Actor, at: datetime) -> list[Noted]:
    """The newest first. The look is recorded before anything opens."""
    rows = list(
        CoordinatorNote.objects.filter(referral=referral).select_related("subject", "facility").order_by("-at", "-pk")
    )
    if any(row.words for row in rows):
        about = f"referral:{referral.public_id}"
        record_view("referral.notes_read", by=by, at=at, subject=referral.subject, about=about, purpose=TREATMENT)
    keys = keys_of(rows)
    return [
        Noted(
            NoteKind(row.kind),
            opened_where_kept(row, "words", keys=keys)["words"] or "",
            row.at,
            row.facility,
            row.again_at,
        )
        for row in rows
    ]


def tries_at(*, referral: Referral, facility: Facility) -> QuerySet[CoordinatorNote]:
    """How often nobody there picked up, the last one first."""
    rows = CoordinatorNote.objects.filter(referral=referral, facility=facility, kind=NoteKind.NOBODY_ANSWERED)
    return rows.order_by("-at", "-pk")


def tried_in_vain(referral: str, *, at: datetime) -> QuerySet[CoordinatorNote]:
    """Calls that nobody took, until it is time to ring again. `referral`: its name in the rows around."""
    rows = CoordinatorNote.objects.filter(referral=OuterRef(referral), facility=OuterRef("facility"))
    return rows.filter(kind=NoteKind.NOBODY_ANSWERED, at__lte=at, again_at__gt=at)


def told_since_it_moved() -> Exists:
    """Of rows of referrals: a coordinator reached the person after the last move."""
    since = CoordinatorNote.objects.filter(referral=OuterRef("pk"), at__gte=OuterRef("stage_since"))
    return Exists(since.filter(kind=NoteKind.TOLD))


def people_to_ring() -> QuerySet[Referral]:
    """Sent by police or custody: a program said something, and nobody has told the person yet (S24)."""
    hidden = Erasure.objects.filter(undone_at=None).values("subject")
    stages, kinds = sorted(stage.value for stage in RUNG_ABOUT), sorted(kind.value for kind in ONE_WAY_KINDS)
    rows = Referral.objects.filter(stage__in=stages, sender__kind__in=kinds).exclude(subject__in=hidden)
    return rows.filter(~told_since_it_moved())


def people_nobody_was_called_about() -> QuerySet[Referral]:
    """Of those, where no coordinator was called since the program said it."""
    calls = RosterPage.objects.filter(roster__name=REFERRALS, called_at__gte=OuterRef("stage_since"))
    return people_to_ring().filter(~Exists(calls.filter(about__endswith=OuterRef("public_id"))))
