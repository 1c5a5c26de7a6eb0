"""The words that a person signs, as they are shown and as they are kept."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from handrail.directory.call_lines import CallLine
from handrail.directory.models import Facility
from handrail.privacy.agreements.queries import must_be_named, operator_role
from handrail.privacy.domain.operator_roles import ROLES
from handrail.privacy.sealed_values import opened
from handrail.referrals.calling import lines_to_call
from handrail.referrals.domain.agreeing import VERSION, Signing, last_day, lines
from handrail.referrals.models import AskedConsent, Referral
from handrail.referrals.turns import is_one_way
from handrail.referrals.wall_times import wall_time
from handrail.web.formats import format_date
from handrail.web.translation import mark, translate

MYSELF = mark("I myself")
NO_NAME = mark("the person who signs")


@dataclass(frozen=True)
class ConsentWords:
    """What is shown, and what is kept: the same lines, one below the other.

    On the person's copy also when it was signed, and how to reach the program: no part of what was signed.
    """

    lines: tuple[str, ...]
    language: str
    version: str = VERSION
    signed: str = ""
    program: str = ""
    calls: tuple[CallLine, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def edition(self) -> str:
        """The version as a person reads it, who was never shown our name for these words."""
        return self.version.rpartition("-")[2]

    @property
    def hash(self) -> str:
        """As `privacy.Consent.text_hash` keeps it."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def consent_words(
    *,
    referral: Referral,
    facility: Facility,
    language: str,
    way: Signing = Signing.OWN_PHONE,
    is_named: bool = True,
) -> ConsentWords:
    """Of a hand-over as it is written down. Without the name for who may not know it, and prints the words (S18)."""
    return words_for(
        alias=alias_of(referral) if is_named else "",
        sender=referral.sender.name if referral.sender else "",
        facility=facility,
        language=language,
        way=way,
        is_one_way=is_one_way(referral.sender),
        day=day_of(referral),
    )


def words_for(
    *,
    alias: str,
    sender: str,
    facility: Facility,
    language: str,
    way: Signing,
    is_one_way: bool,
    day: date | None,
) -> ConsentWords:
    """In the person's own language. They do not name today, so that they are the same when shown and when signed."""
    gaps = {
        "alias": alias or translate(NO_NAME, language),
        "sender": sender or translate(MYSELF, language),
        "program": named(facility),
        "day": format_date(last_day(day), language) if day else "",
    }
    chosen = lines(
        names_operator=must_be_named(),
        way=way,
        is_one_way=is_one_way,
        is_rung=is_rung(is_one_way=is_one_way),
        has_day=day is not None,
    )
    return ConsentWords(tuple(translate(line.words, language, **gaps) for line in chosen), language)


def copy_of(words: ConsentWords, asked: AskedConsent, *, at: datetime) -> ConsentWords:
    """What the person keeps: with the moment of their signature, and the numbers to ring."""
    if asked.replied_at is None:
        return words
    signed = wall_time(asked.replied_at, zone=asked.referral.zone, language=asked.language)
    calls = lines_to_call(asked.facility, at=at, language=words.language)
    return replace(words, signed=signed, program=asked.facility.name, calls=calls)


def day_of(referral: Referral) -> date | None:
    """On which the person is to come, as far as anybody knows."""
    expected = referral.expected_at.date() if referral.expected_at else None
    return max(filter(None, (referral.release_on, expected)), default=None)


def is_rung(*, is_one_way: bool) -> bool:
    """Whom police or custody sent hears from a coordinator alone, who must then be allowed to know whom to ring."""
    role = operator_role()
    return is_one_way and role is not None and ROLES[role].may_be_recipient


def names_us(*, is_one_way: bool) -> bool:
    """Whether the operator stands among those who learn it."""
    return must_be_named() or is_rung(is_one_way=is_one_way)


def alias_of(referral: Referral) -> str:
    words = opened(referral, "words")["words"] or {}
    return str(words.get("alias", ""))


def named(facility: Facility) -> str:
    """As the person can find it: name, program, street and town."""
    return ", ".join(filter(None, (facility.name, facility.program, facility.street1, facility.city, facility.state)))
