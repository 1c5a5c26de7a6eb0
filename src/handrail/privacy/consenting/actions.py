"""Giving and withdrawing consent, and handing over by it: each locks the person, so that no two cross (S19)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from handrail.privacy.agreements.queries import carrier, operator_role
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import Condition, ConsentKind, Decision, HandOver, Information, Purpose
from handrail.privacy.domain.minors import Signer
from handrail.privacy.domain.notices import Notice
from handrail.privacy.domain.operator_roles import AgreementRefused, check_recipients, decide_carried
from handrail.privacy.erasing.ledger import note
from handrail.privacy.models import Consent, Disclosure, Subject
from handrail.privacy.notices.actions import give_versions
from handrail.privacy.notices.library import NoticeVersion, current, version_of
from handrail.privacy.queries import is_hidden
from handrail.privacy.sealed_values import seal


@dataclass(frozen=True)
class Terms:
    """What somebody signs: the elements of 2.31(a) that differ from consent to consent."""

    kind: ConsentKind
    disclosers: frozenset[str]
    information: frozenset[Information]
    recipients: frozenset[str]
    purposes: frozenset[Purpose]
    expires_at: datetime | None = None
    expires_on: str = ""
    condition: Condition | None = None
    irrevocable_until: datetime | None = None


@dataclass(frozen=True)
class Evidence:
    """The words as they were shown, and how they were signed (S42)."""

    text: str
    text_version: str
    language: str
    tells_how_to_revoke: bool
    tells_of_redisclosure: bool = False
    tells_what_refusing_means: bool = False
    signed_by: str = Signer.PERSON
    present: tuple[str, ...] = ()
    how: str = "pressed"  # or "on paper"
    copy_to: str = "account"
    notice_version: int | None = None  # of the notice for patients, as it stood on the form; None: as it stands now
    more: Mapping[str, Any] = field(default_factory=dict)


FORGOTTEN = Decision(is_allowed=False, rule="asked_to_be_forgotten", section="S33")


class ConsentRefused(Exception):
    """The message may be shown to the person who would sign."""


@transaction.atomic
def give_consent(*, subject: Subject, terms: Terms, evidence: Evidence, by: Actor, at: datetime) -> Consent:
    """Keeps what was signed. A consent that could never allow anything is refused here, not found out later."""
    subject = locked(subject)
    check_form(terms, evidence, at)
    notice = notice_on_the_form(evidence)
    consent = Consent(
        subject=subject,
        kind=terms.kind,
        disclosers=sorted(terms.disclosers),
        information=sorted(terms.information),
        recipients=sorted(terms.recipients),
        purposes=sorted(terms.purposes),
        expires_at=terms.expires_at,
        expires_on=terms.expires_on,
        condition=terms.condition or "",
        irrevocable_until=terms.irrevocable_until,
        signed_by=evidence.signed_by,
        signed_at=at,
        tells_how_to_revoke=evidence.tells_how_to_revoke,
        tells_of_redisclosure=evidence.tells_of_redisclosure,
        tells_what_refusing_means=evidence.tells_what_refusing_means,
        text_version=evidence.text_version,
        notice_version=notice.version,
        language=evidence.language,
        text_hash=hashlib.sha256(evidence.text.encode()).hexdigest(),
    )
    seal(consent, at=at, evidence=as_kept(evidence))
    consent.save(force_insert=True)
    give_versions(subject=subject, versions=[notice], language=evidence.language, at=at)
    record("consent.given", by=by, at=at, subject=subject, about=f"consent:{consent.public_id}", purpose=terms.kind)
    return consent


def check_form(terms: Terms, evidence: Evidence, at: datetime) -> None:
    """Raises ConsentRefused where what was signed could never allow anything."""
    if not (terms.disclosers and terms.information and terms.recipients and terms.purposes):
        raise ConsentRefused("A consent says who may tell what to whom, and why.")
    if evidence.signed_by != Signer.PERSON:  # no parent or guardian by default: until their papers are checked, nobody
        raise ConsentRefused("Only the person may sign here. Somebody must call about any other way.")
    if terms.expires_at is None and (terms.kind is ConsentKind.JUSTICE or not terms.expires_on):
        raise ConsentRefused("A consent says when it ends.")
    if terms.expires_at is not None and terms.expires_at <= at:
        raise ConsentRefused("This consent would end before it begins.")
    try:
        check_recipients(operator_role(), terms.recipients)
    except AgreementRefused as refusal:
        raise ConsentRefused(str(refusal)) from refusal


def notice_on_the_form(evidence: Evidence) -> NoticeVersion:
    if evidence.notice_version is None:
        return current(Notice.PATIENTS)
    notice = version_of(Notice.PATIENTS, evidence.notice_version)
    if notice is None:
        raise ConsentRefused("Nobody knows this version of the notice for patients.")
    return notice


def as_kept(evidence: Evidence) -> dict[str, Any]:
    kept = {"text": evidence.text, "present": list(evidence.present), "how": evidence.how, "copy_to": evidence.copy_to}
    return {**kept, **evidence.more}


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Actor, at: datetime) -> Consent:
    """From this moment nothing more goes by it, save what 2.35 holds fast. Withdrawing twice is withdrawing once."""
    consent = locked_consent(consent)
    if consent.revoked_at is None:
        consent.revoked_at = max(at, consent.signed_at)  # a clock may have been moved back since
        consent.save(update_fields=["revoked_at"])
        record("consent.withdrawn", by=by, at=at, subject=consent.subject, about=f"consent:{consent.public_id}")
        note("consent.withdrawn", consent.public_id, at=consent.revoked_at)
    return consent


@transaction.atomic
def end_consent(*, consent: Consent, by: Actor, at: datetime) -> Consent:
    """The event it names came: "end of treatment", a final disposition."""
    consent = locked_consent(consent)
    if consent.ended_at is None:
        consent.ended_at = max(at, consent.signed_at)  # a clock may have been moved back since
        consent.save(update_fields=["ended_at"])
        record("consent.ended", by=by, at=at, subject=consent.subject, about=f"consent:{consent.public_id}")
        note("consent.ended", consent.public_id, at=at)
    return consent


@transaction.atomic
def hand_over(
    *, subject: Subject, asked: HandOver, by: Actor, leaving_out: QuerySet[Consent] | None = None
) -> Decision:
    """Decides and writes down; call it inside the transaction that hands over, and again when it is opened.

    Allowed, it adds a line to the person's account; refused, it hands over nothing and writes which rule refused.
    """
    subject = locked(subject)
    decision = decided(subject=subject, asked=asked, leaving_out=leaving_out)
    about = f"consent:{decision.consent}" if decision.consent else ""
    what = "disclosure.made" if decision.is_allowed else "disclosure.refused"
    told = {"recipient": asked.recipient, "information": sorted(asked.information)}
    has_keys = subject.erased_at is None
    record(
        what,
        by=by,
        at=asked.at,
        subject=subject,
        about=about,
        purpose=asked.purpose,
        rule=f"{decision.rule} {decision.section}",
        details=told if has_keys else None,
    )
    if decision.is_allowed:
        add_to_account(asked, decision, by)
    return decision


def decided(*, subject: Subject, asked: HandOver, leaving_out: QuerySet[Consent] | None = None) -> Decision:
    """By consents and agreements as they stand now. Another person's consents are not even read.

    Whoever asked to be forgotten is forgotten from that moment, also while they may still come back. `leaving_out`:
    consents whose words are narrower than what was asked, as the caller knows and this table does not.
    """
    if is_hidden(subject):
        return FORGOTTEN
    signed = Consent.objects.filter(subject=subject).select_related("subject")
    if leaving_out is not None:
        signed = signed.exclude(pk__in=leaving_out.values("pk"))
    through = carrier(organizations={asked.discloser, asked.recipient}, on=asked.at.date())
    return decide_carried(asked, [consent.as_signed() for consent in signed], through)


def add_to_account(asked: HandOver, decision: Decision, by: Actor) -> Disclosure:
    return Disclosure.objects.create(
        subject_id=asked.subject,
        at=asked.at,
        discloser=asked.discloser,
        recipient=asked.recipient,
        role=asked.role,
        information=sorted(asked.information),
        purpose=asked.purpose,
        consent_id=decision.consent,
        by_id=by.public_id,
    )


def locked(subject: Subject) -> Subject:
    """One after the other: a consent withdrawn a moment ago counts, and one given a moment later does not."""
    return Subject.objects.select_for_update().get(pk=subject.pk)


def locked_consent(consent: Consent) -> Consent:
    locked(consent.subject)
    return Consent.objects.select_related("subject").get(pk=consent.pk)
