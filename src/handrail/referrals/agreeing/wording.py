"""The words that a person signs, as they are shown and as they are kept."""

import hashlib
from dataclasses import dataclass

from handrail.directory.models import Facility
from handrail.privacy.agreements.queries import operator_role
from handrail.privacy.domain.operator_roles import ROLES
from handrail.privacy.sealed_values import opened
from handrail.referrals.domain.agreeing import VERSION, lines
from handrail.referrals.models import Referral
from handrail.web.translation import mark, translate

MYSELF = mark("I myself")
NO_NAME = mark("the person who signs")


@dataclass(frozen=True)
class ConsentWords:
    """What is shown, and what is kept: the same lines, one below the other."""

    lines: tuple[str, ...]
    language: str
    version: str = VERSION

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def hash(self) -> str:
        """As `privacy.Consent.text_hash` keeps it."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def consent_words(*, referral: Referral, facility: Facility, language: str) -> ConsentWords:
    """Of a hand-over as it is written down."""
    sender = referral.sender.name if referral.sender else ""
    return words_for(alias=alias_of(referral), sender=sender, facility=facility, language=language)


def words_for(*, alias: str, sender: str, facility: Facility, language: str) -> ConsentWords:
    """In the person's own language. They name no day, so that they are the same when shown and when signed."""
    gaps = {
        "alias": alias or translate(NO_NAME, language),
        "sender": sender or translate(MYSELF, language),
        "program": named(facility),
    }
    return ConsentWords(tuple(translate(line.words, language, **gaps) for line in chosen()), language)


def chosen():
    return lines(names_operator=must_name_operator())


def must_name_operator() -> bool:
    """An intermediary may only pass on what a consent that names it allows (2.31(a)(4)(ii)(B))."""
    role = operator_role()
    return role is not None and ROLES[role].must_be_named


def alias_of(referral: Referral) -> str:
    words = opened(referral, "words")["words"] or {}
    return str(words.get("alias", ""))


def named(facility: Facility) -> str:
    """As the person can find it: name, program, street and town."""
    return ", ".join(filter(None, (facility.name, facility.program, facility.street1, facility.city, facility.state)))
