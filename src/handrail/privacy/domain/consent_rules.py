"""What may be handed over, to whom, by whose consent: 42 CFR 2.31 and its kin as a table of rules (S19).

Nothing may be handed over unless one consent, alone, allows it. Two consents are never added up, and consents of
different kinds never stand in for one another. Each rule names its section; the first that a consent breaks is the
reason that is written down.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from handrail.privacy.domain.consents import (
    ANY_TREATING,
    CARE_PURPOSES,
    CARE_ROLES,
    JUSTICE_INFORMATION,
    THE_PERSONS_OWN,
    Consent,
    ConsentKind,
    Decision,
    HandOver,
    Information,
    Purpose,
    RecipientRole,
)

COURT_PURPOSES = frozenset({Purpose.LEGAL_PROCEEDING, Purpose.SUPERVISION})
COURT_ROLES = frozenset({RecipientRole.LEGAL, RecipientRole.JUSTICE})

Holds = Callable[[Consent, HandOver], bool]


@dataclass(frozen=True)
class Rule:
    """Something that must hold of a consent and a hand-over."""

    name: str
    section: str
    holds: Holds


def covers_information(consent: Consent, asked: HandOver) -> bool:
    return bool(asked.information) and asked.information <= consent.information


def names_recipient(consent: Consent, asked: HandOver) -> bool:
    if asked.recipient in consent.recipients - {ANY_TREATING}:
        return True
    return consent.kind is ConsentKind.CARE and ANY_TREATING in consent.recipients and asked.role in CARE_ROLES


def names_an_end(consent: Consent, asked: HandOver) -> bool:
    """One to a court names a day: it lapses by itself, and nobody has to remember to end it (S24)."""
    if consent.kind is ConsentKind.JUSTICE:
        return consent.expires_at is not None
    if consent.expires_on == "none":
        return consent.kind is ConsentKind.CARE
    return consent.expires_at is not None or bool(consent.expires_on)


def has_not_ended(consent: Consent, asked: HandOver) -> bool:
    return consent.ended_at is None and (consent.expires_at is None or asked.at < consent.expires_at)


def is_not_revoked(consent: Consent, asked: HandOver) -> bool:
    """That it was revoked decides, and no clock: one that lags would go on disclosing.

    A consent that 2.35 lets be irrevocable for a time stands until then, whatever was said meanwhile.
    """
    if consent.revoked_at is None:
        return True
    until = consent.irrevocable_until
    return consent.kind is ConsentKind.JUSTICE and until is not None and asked.at < until


def came(moment: datetime | None, asked: HandOver) -> bool:
    return moment is not None and asked.at >= moment


def is_signed(consent: Consent, asked: HandOver) -> bool:
    return bool(consent.signed_by)


def is_dated(consent: Consent, asked: HandOver) -> bool:
    return came(consent.signed_at, asked)


def fits_its_kind(consent: Consent, asked: HandOver) -> bool:
    """Notes go under a consent for notes and nothing else does; a court's under its own; a family's under its own."""
    return consent.kind in KINDS_FOR[kind_group(asked)]


def kind_group(asked: HandOver) -> str:
    if Information.COUNSELING_NOTES in asked.information:
        return "notes"
    if asked.purpose is Purpose.LEGAL_PROCEEDING or asked.role is RecipientRole.LEGAL:
        return "legal"
    if asked.purpose is Purpose.SUPERVISION or asked.role is RecipientRole.JUSTICE:
        return "justice"
    if asked.role is RecipientRole.FAMILY or asked.purpose is Purpose.SUPPORT:
        return "family"
    return "care"


KINDS_FOR: dict[str, frozenset[ConsentKind]] = {
    "notes": frozenset({ConsentKind.NOTES}),
    "legal": frozenset({ConsentKind.LEGAL}),
    "justice": frozenset({ConsentKind.JUSTICE}),
    "family": frozenset({ConsentKind.FAMILY}),
    "care": frozenset({ConsentKind.CARE, ConsentKind.NAMED}),
}


def notes_go_alone(consent: Consent, asked: HandOver) -> bool:
    """A consent for counseling notes covers nothing else, on paper and in the hand-over."""
    alone = frozenset({Information.COUNSELING_NOTES})
    return consent.kind is not ConsentKind.NOTES or consent.information == asked.information == alone


def notes_stay_out_of_court(consent: Consent, asked: HandOver) -> bool:
    """A consent for notes is for people who treat. What a court gets is asked for by a consent of its own kind."""
    is_court = asked.purpose in COURT_PURPOSES or asked.role in COURT_ROLES
    return Information.COUNSELING_NOTES not in asked.information or not is_court


def court_consent_is_for_court_alone(consent: Consent, asked: HandOver) -> bool:
    """It may not be combined with a consent to use or disclose for any other purpose."""
    return consent.kind is not ConsentKind.LEGAL or consent.purposes <= {Purpose.LEGAL_PROCEEDING}


def care_stays_in_care(consent: Consent, asked: HandOver) -> bool:
    is_care = asked.purpose in CARE_PURPOSES and not asked.information & THE_PERSONS_OWN
    return consent.kind is not ConsentKind.CARE or is_care


def care_tells_what_follows(consent: Consent, asked: HandOver) -> bool:
    return consent.kind is not ConsentKind.CARE or (consent.tells_of_redisclosure and consent.tells_what_refusing_means)


def justice_has_its_condition(consent: Consent, asked: HandOver) -> bool:
    return consent.kind is not ConsentKind.JUSTICE or consent.condition is not None


def justice_learns_little(consent: Consent, asked: HandOver) -> bool:
    is_little = asked.information <= JUSTICE_INFORMATION
    return is_little or not (consent.kind is ConsentKind.JUSTICE or asked.role is RecipientRole.JUSTICE)


RULES: tuple[Rule, ...] = (
    Rule(
        "another_person", "2.31(a)(1)", lambda consent, asked: bool(asked.subject) and consent.subject == asked.subject
    ),
    Rule("not_signed", "2.31(a)(8)", is_signed),
    Rule("not_dated", "2.31(a)(9)", is_dated),
    Rule("known_false", "2.31(c)", lambda consent, asked: not consent.known_false),
    Rule("revoked", "2.31(c)", is_not_revoked),
    Rule("no_end_named", "2.31(a)(7)", names_an_end),
    Rule("ended", "2.31(c)", has_not_ended),
    Rule("revoking_not_told", "2.31(a)(6)", lambda consent, asked: consent.tells_how_to_revoke),
    Rule("another_kind", "2.31(b), 2.31(d), 2.35", fits_its_kind),
    Rule("notes_with_others", "2.31(b)", notes_go_alone),
    Rule("notes_to_a_court", "2.31(b), 2.31(d)", notes_stay_out_of_court),
    Rule("court_with_others", "2.31(d)", court_consent_is_for_court_alone),
    Rule("not_for_care", "2.33(b)", care_stays_in_care),
    Rule("what_follows_not_told", "2.31(a)", care_tells_what_follows),
    Rule("no_condition", "2.35(a)", justice_has_its_condition),
    Rule("too_much_for_justice", "2.35(d)", justice_learns_little),
    Rule("another_discloser", "2.31(a)(2)", lambda consent, asked: asked.discloser in consent.disclosers),
    Rule("another_recipient", "2.31(a)(4)", names_recipient),
    Rule("other_information", "2.31(a)(3)", covers_information),
    Rule("another_purpose", "2.31(a)(5)", lambda consent, asked: asked.purpose in consent.purposes),
)
"""In the order in which they decide: whose consent, whether it stands, whether its kind is right, what it covers."""

NO_CONSENT = Decision(is_allowed=False, rule="no_consent", section="2.31")
ALLOWED = "all_elements"


def decide(asked: HandOver, consents: Iterable[Consent]) -> Decision:
    """Default deny. Where several consents fail, the reason is that of the one that came nearest to allowing it."""
    reasons = [(first_broken(consent, asked), consent) for consent in consents]
    if allowing := sorted(consent.public_id for position, consent in reasons if position is None):
        return Decision(is_allowed=True, rule=ALLOWED, section="2.31", consent=allowing[0])
    own = [(position, consent) for position, consent in reasons if position]  # position 0: another person's
    if not own:
        return NO_CONSENT
    position, consent = max(own, key=lambda reason: (reason[0] or 0, reason[1].public_id))
    rule = RULES[position or 0]
    return Decision(is_allowed=False, rule=rule.name, section=rule.section, consent=consent.public_id)


def first_broken(consent: Consent, asked: HandOver) -> int | None:
    """The position of the first rule that does not hold; None where all hold."""
    return next((number for number, rule in enumerate(RULES) if not rule.holds(consent, asked)), None)
