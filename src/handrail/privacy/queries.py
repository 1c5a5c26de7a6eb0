"""Reads of the privacy core. What opens an identity writes who looked, or opens nothing (S32)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from handrail.privacy.audit.entries import record_view
from handrail.privacy.blind_indexes import every_blind
from handrail.privacy.data_keys import DataKeys
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.models import (
    AuditEntry,
    BlindIndex,
    Consent,
    Disclosure,
    EmergencyOpening,
    Erasure,
    Identity,
    LegalHold,
    NoticeGiven,
    Receipt,
    Subject,
)
from handrail.privacy.receipts.queries import receipts_of
from handrail.privacy.requests.queries import OwnRequest, requests_of
from handrail.privacy.sealed_values import keys_of, opened, opened_where_kept


@transaction.atomic
def identity_of(
    *, subject: Subject, by: Actor, purpose: str, at: datetime, may_be_hidden: bool = False
) -> dict[str, Any] | None:
    """Who a person is. The caller has checked that `by` may know; the look is recorded before anything opens."""
    identity = Identity.objects.filter(subject=subject).first()
    if identity is None or (is_hidden(subject) and not may_be_hidden):
        return None
    about = f"identity:{identity.public_id}"
    record_view("identity.viewed", by=by, at=at, subject=subject, about=about, purpose=purpose)
    person: dict[str, Any] = opened(identity, "person")["person"]
    return person


def subjects_found(*, organization: str, kind: str, value: str) -> list[Subject]:
    """Those whom this organization may find by a number or address it knows."""
    values = every_blind(organization=organization, kind=kind, value=value)
    hidden = Erasure.objects.filter(undone_at=None).values("subject")
    rows = BlindIndex.objects.filter(organization=organization, kind=kind, value__in=values).exclude(subject__in=hidden)
    return list(Subject.objects.filter(pk__in=rows.values("subject")).order_by("pk"))


def is_hidden(subject: Subject) -> bool:
    """They asked for deletion: nobody sees what is theirs any more, also before it is gone (S33)."""
    return Erasure.objects.filter(subject=subject, undone_at=None).exists()


def held_subjects() -> QuerySet[LegalHold, dict[str, int]]:
    """Those whose record nothing may leave, because an officer stopped it: for `exclude(subject__in=...)`."""
    return LegalHold.objects.filter(lifted_at=None).values("subject")


def who_saw(*, subject: Subject) -> QuerySet[AuditEntry]:
    """What the record holds of a person, newest first: who, for which organization, in which role, why, when (S42)."""
    return AuditEntry.objects.filter(subject_id=subject.public_id).order_by("-at", "-id")


def who_else_saw(*, subject: Subject, account: str) -> QuerySet[AuditEntry]:
    """The same without our own clocks and without what the person did for themselves: who reads their own record
    while they work for a program stays in it."""
    return who_saw(subject=subject).exclude(by_kind=ActorKind.PRODUCT).exclude(by_kind=ActorKind.PERSON, by_id=account)


def export_for(*, subject: Subject) -> dict[str, Any]:
    """This package's part of an export: who they are, what they signed, what was handed over, who looked."""
    identity = Identity.objects.filter(subject=subject).first()
    consents = list(Consent.objects.filter(subject=subject).select_related("subject").order_by("signed_at", "pk"))
    openings = list(EmergencyOpening.objects.filter(subject=subject).order_by("opened_at", "pk"))
    keys = keys_of([*consents, *openings, *([identity] if identity else [])])
    return {
        "who_you_are": opened(identity, "person", keys=keys)["person"] if identity else {},
        "consents": [consent_told(consent, keys) for consent in consents],
        "handed_over": [disclosure_told(line) for line in disclosures_of(subject=subject)],
        "opened_in_an_emergency": [opening_told(one, keys) for one in openings],
        "notices": [notice_told(one) for one in NoticeGiven.objects.filter(subject=subject).order_by("given_at", "pk")],
        "receipts": [receipt_told(one) for one in receipts_of(subject=subject)],
        "requests": [request_told(one) for one in requests_of(subject=subject)],
        "who_looked_and_did_what": [entry_told(entry) for entry in who_saw(subject=subject)],
    }


def disclosures_of(*, subject: Subject) -> list[Disclosure]:
    """The account of disclosures, newest first (42 CFR 2.24, 2.25)."""
    return list(Disclosure.objects.filter(subject_id=subject.public_id).order_by("-at", "-id"))


def consent_told(consent: Consent, keys: DataKeys) -> dict[str, Any]:
    return {
        "kind": consent.kind,
        "from": consent.disclosers,
        "to": consent.recipients,
        "information": consent.information,
        "purposes": consent.purposes,
        "signed": told_moment(consent.signed_at),
        "ends": told_moment(consent.expires_at) or consent.expires_on,
        "withdrawn": told_moment(consent.revoked_at),
        "ended": told_moment(consent.ended_at),
        "notice_version": consent.notice_version or None,
        "words": opened_where_kept(consent, "evidence", keys=keys)["evidence"],
    }


def notice_told(given: NoticeGiven) -> dict[str, Any]:
    moment = told_moment(given.given_at)
    return {"notice": given.notice, "version": given.version, "language": given.language, "given": moment}


def receipt_told(receipt: Receipt) -> dict[str, Any]:
    """That there is one. Its number is kept nowhere."""
    given, ends = told_moment(receipt.made_at), told_moment(receipt.ends_at)
    return {"about": receipt.about, "given": given, "ends": ends, "ended": told_moment(receipt.ended_at)}


def request_told(one: OwnRequest) -> dict[str, Any]:
    row = one.request
    return {
        "kind": row.kind,
        "text": one.text,
        "about": row.about,
        "filed": told_moment(row.filed_at),
        "due": row.due_on.isoformat(),
        "outcome": row.outcome,
        "answer": one.answer,
        "answered": told_moment(row.answered_at),
        "withdrawn": told_moment(row.withdrawn_at),
    }


def opening_told(opening: EmergencyOpening, keys: DataKeys) -> dict[str, Any]:
    """With what the emergency was: the four facts of 2.51(c) are written down for the person to read."""
    return {
        "when": told_moment(opening.opened_at),
        "organization": opening.organization_id,
        "information": opening.information,
        "facts": opened_where_kept(opening, "facts", keys=keys)["facts"],
    }


def disclosure_told(line: Disclosure) -> dict[str, Any]:
    return {
        "when": told_moment(line.at),
        "from": line.discloser,
        "to": line.recipient,
        "information": line.information,
        "purpose": line.purpose,
        "consent": line.consent_id,
    }


def entry_told(entry: AuditEntry) -> dict[str, Any]:
    """Of who acted only for whom and in which role: S42 names no more, and a colleague's id is their own."""
    who = {"kind": entry.by_kind, "organization": entry.organization_id, "role": entry.role}
    return {"when": told_moment(entry.at), "what": entry.what, "who": who, "why": entry.purpose, "rule": entry.rule}


def told_moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
