"""What the operator of an installation is before the law, and what follows from it (S18).

One setting, and one table: which notice people get, which account of disclosures they may ask for, whether a consent
may name the operator, and which signed paper must stand before a record passes through this installation. Until the
role is set nothing passes. Sections are of 42 CFR part 2 unless they name another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handrail.kernel.refused_fields import FieldRefused
from handrail.privacy.domain.consent_rules import decide
from handrail.privacy.domain.consents import CARE_ROLES, Consent, Decision, HandOver
from handrail.web.translation import mark


class OperatorRole(StrEnum):
    PART2_PROGRAM = (
        "part2_program"  # holds itself out as treating substance use disorder, and is federally assisted: 2.11
    )
    COVERED_ENTITY = "covered_entity"  # another provider or plan under HIPAA: 45 CFR 160.103
    BA_QSO = "ba_qso"  # works for programs under a written agreement: 2.11, 2.12(c)(4)
    INTERMEDIARY = "intermediary"  # named in consents as the one who passes records on: 2.11, 2.24
    CONSUMER_SERVICE = "consumer_service"  # people bring their own record: 16 CFR 318 (FTC)


class AgreementKind(StrEnum):
    """A signed paper between the operator and an organization."""

    SAME_ENTITY = "same_entity"  # the two are one legal entity, by whatever paper says so
    QSOA = "qsoa"  # qualified service organization agreement: 2.11, 2.12(c)(4)
    BAA = "baa"  # business associate agreement: 45 CFR 164.504(e)
    INTERMEDIARY = "intermediary"  # what the intermediary passes on, and how it answers 2.24
    MEMORANDUM = "memorandum"  # with police, courts and custody: one-way, what "received" means (S24)
    ATTESTATION = "attestation"  # of a referral service: nobody pays it by the person (S29; 18 USC 220)


class NoticeOwed(StrEnum):
    """Under which rule people are owed words on how their record is used. Our own words are `notices.Notice`."""

    PROGRAM = "2.22"
    HIPAA = "45 CFR 164.520"
    THE_PROGRAMS_OWN = "2.22, of the program"  # who works for programs hands out theirs
    CONSUMER = "the privacy page"  # and the promise on it binds: 15 USC 45


class Accounting(StrEnum):
    """Which account of disclosures a person may ask for."""

    PROGRAM = "2.25"
    INTERMEDIARY = "2.24"
    HIPAA = "45 CFR 164.528"
    CONSUMER = "the privacy page"


class Seen(StrEnum):
    """What a coordinator of the operator may see of somebody's way."""

    NUMBER = "number"
    PROGRAMS = "programs"
    CLOCK = "clock"
    IDENTITY = "identity"


THE_OPERATOR = "operator"
"""How a consent names whoever runs this installation as one of its recipients (2.31(a)(4))."""

BARE = frozenset({Seen.NUMBER, Seen.PROGRAMS, Seen.CLOCK})
ONE_OF_US, FOR_US = frozenset({AgreementKind.SAME_ENTITY}), frozenset({AgreementKind.QSOA})


@dataclass(frozen=True)
class RoleRules:
    """`discloser` and `recipient`: one of these papers must stand with each. Empty: the law asks for none."""

    notice: NoticeOwed
    accounting: Accounting
    may_be_recipient: bool
    discloser: frozenset[AgreementKind]
    recipient: frozenset[AgreementKind]
    must_be_named: bool  # in the consent, before anything passes through
    only_from_the_person: bool
    section: str
    seen: frozenset[Seen] = BARE
    seen_when_named: frozenset[Seen] = BARE | {Seen.IDENTITY}


ROLES: Mapping[OperatorRole, RoleRules] = {
    OperatorRole.PART2_PROGRAM: RoleRules(
        NoticeOwed.PROGRAM, Accounting.PROGRAM, True, ONE_OF_US | FOR_US, frozenset(), False, False, "2.12(c)(4)"
    ),
    OperatorRole.COVERED_ENTITY: RoleRules(
        NoticeOwed.HIPAA, Accounting.HIPAA, True, ONE_OF_US | FOR_US, frozenset(), False, False, "2.12(c)(4)"
    ),
    # Who works for a program is no recipient: what it learns, it learns without consent and keeps to itself.
    OperatorRole.BA_QSO: RoleRules(
        NoticeOwed.THE_PROGRAMS_OWN, Accounting.PROGRAM, False, FOR_US, frozenset(), False, False, "2.12(c)(4)"
    ),
    OperatorRole.INTERMEDIARY: RoleRules(
        NoticeOwed.THE_PROGRAMS_OWN,
        Accounting.INTERMEDIARY,
        True,
        frozenset({AgreementKind.INTERMEDIARY}),
        frozenset({AgreementKind.INTERMEDIARY}),
        True,
        False,
        "2.31(a)(4)(ii)(B)",
    ),
    OperatorRole.CONSUMER_SERVICE: RoleRules(
        NoticeOwed.CONSUMER, Accounting.CONSUMER, True, frozenset(), frozenset(), False, True, "16 CFR 318"
    ),
}


class RoleUnset(Exception):
    """The message may be shown to the person who asked."""


def rules_of(role: OperatorRole | None) -> RoleRules:
    if role is None:
        raise RoleUnset(mark("Nobody has said yet what the operator of this installation is before the law."))
    return ROLES[role]


@dataclass(frozen=True)
class Carrier:
    """Through whom a record passes: the operator's role, and which papers stand with whom on the day."""

    role: OperatorRole | None
    papers: Mapping[str, frozenset[AgreementKind]]


def decide_carried(asked: HandOver, consents: Iterable[Consent], carrier: Carrier) -> Decision:
    """By consent first; then one of the consents that allow it must also let it pass through this installation."""
    signed = sorted(consents, key=lambda consent: consent.public_id)
    decision = decide(asked, signed)
    if not decision.is_allowed:
        return decision
    each = [(consent, decide(asked, [consent])) for consent in signed]
    passed = [check_carrier(carrier, asked, allowed, consent) for consent, allowed in each if allowed.is_allowed]
    return next((outcome for outcome in passed if outcome.is_allowed), passed[0])


def check_carrier(carrier: Carrier, asked: HandOver, allowed: Decision, consent: Consent) -> Decision:
    """What a consent allows may pass through this installation, or the rule that keeps it from passing."""
    if carrier.role is None:
        return refused("no_operator_role", "2.11", consent)
    rules = ROLES[carrier.role]
    if rules.only_from_the_person and asked.discloser != asked.subject:
        return refused("not_from_the_person", rules.section, consent)
    is_from_the_person = asked.discloser == asked.subject  # who tells it themselves signs no paper as an organization
    if not is_from_the_person and not has_paper(carrier, asked.discloser, rules.discloser):
        return refused("no_agreement_with_discloser", "2.12(c)(4)", consent)
    is_us = asked.recipient == THE_OPERATOR  # nobody signs a paper with themselves: the consent that names us decides
    if not is_us and asked.role in CARE_ROLES and not has_paper(carrier, asked.recipient, rules.recipient):
        return refused("no_agreement_with_recipient", "2.11", consent)
    if rules.must_be_named and THE_OPERATOR not in consent.recipients:
        return refused("operator_not_named", rules.section, consent)
    return allowed


def has_paper(carrier: Carrier, organization: str, needed: frozenset[AgreementKind]) -> bool:
    return not needed or bool(needed & carrier.papers.get(organization, frozenset()))


def refused(rule: str, section: str, consent: Consent) -> Decision:
    return Decision(is_allowed=False, rule=rule, section=section, consent=consent.public_id)


def coordinator_sees(role: OperatorRole | None, *, is_named: bool) -> frozenset[Seen]:
    """`is_named`: a live consent of the person names the operator."""
    rules = rules_of(role)
    return rules.seen_when_named if is_named and rules.may_be_recipient else rules.seen


def check_recipients(role: OperatorRole | None, recipients: frozenset[str]) -> None:
    """Raises `AgreementRefused` for a consent that names the operator where the operator cannot be a recipient."""
    if role is not None and THE_OPERATOR in recipients and not ROLES[role].may_be_recipient:
        raise AgreementRefused(mark("Who runs this site works for the program, and cannot be named as a recipient."))


class AgreementRefused(FieldRefused):
    """The message may be shown to the person who asked."""


def is_live(*, begins_on: date, ends_on: date | None, ended_on: date | None, on: date) -> bool:
    """From its first day to the day before it ends, by its own words or because somebody ended it."""
    ends = [day for day in (ends_on, ended_on) if day is not None]
    return begins_on <= on and all(on < day for day in ends)


def check_agreement(*, begins_on: date, ends_on: date | None, where: str) -> None:
    if not where.strip():
        raise AgreementRefused(mark("Say where the signed paper lies."), "where")
    if ends_on is not None and ends_on <= begins_on:
        raise AgreementRefused(mark("This agreement would end before it begins."), "ends_on")


def check_ending(*, begins_on: date, on: date) -> None:
    if on < begins_on:
        raise AgreementRefused(mark("It had not begun on that day."), "on")
