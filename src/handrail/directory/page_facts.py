"""What only the facility's own page says: the call script, signs of quality, and what is shown first in each group."""

from dataclasses import dataclass

from handrail.directory.card_facts import CardFacts, card_facts
from handrail.directory.domain.call_script import OPIOID, script, speaks_of_opioids
from handrail.directory.domain.code_groups import CodeGroup
from handrail.directory.domain.first_facts import first_and_more
from handrail.directory.domain.quality_signs import quality_signs
from handrail.directory.domain.questions import disputed_codes
from handrail.directory.facility_facts import FacilityFacts, Group, Line, facility_facts, words
from handrail.directory.labels import label
from handrail.directory.models import Facility

SHOWN_GROUPS = (CodeGroup.PAY, CodeGroup.CARE, CodeGroup.MEDICINE, CodeGroup.WHO, CodeGroup.LANGUAGES)


@dataclass(frozen=True)
class ShownGroup:
    """A group of facts with those that matter to most people first."""

    code: str
    heading: str
    note: str
    first: tuple[Line, ...]
    more: tuple[Line, ...]


@dataclass(frozen=True)
class QualitySign:
    """`answer` is what is listed, in words; `is_listed` tells an answer from none."""

    code: str
    name: str
    answer: str
    is_listed: bool


@dataclass(frozen=True)
class PageFacts:
    """Everything that the page shows beside name and address. `shown` stands open, `folded` under a fold."""

    facts: FacilityFacts
    card: CardFacts
    shown: tuple[ShownGroup, ...]
    folded: tuple[Group, ...]
    signs: tuple[QualitySign, ...]
    script: tuple[Line, ...]
    extension: str
    is_about_opioids: bool


def page_facts(facility: Facility, language: str, *, about: str = OPIOID) -> PageFacts:
    """`about` is what the person's search is about, where one is carried: the script follows it."""
    facts = facility_facts(facility, language)
    codes = facility.code_list
    by_code = {group.code: group for group in facts.groups}
    return PageFacts(
        facts=facts,
        card=card_facts(facility, language),
        shown=tuple(shown_group(by_code[code]) for code in SHOWN_GROUPS if code in by_code),
        folded=tuple(group for group in facts.groups if group.code not in SHOWN_GROUPS),
        signs=signs(codes, language),
        script=tuple(Line(code, words(code, language)) for code in script(codes, about=about)),
        extension=extension(facts, language),
        is_about_opioids=speaks_of_opioids(codes, about=about),
    )


def shown_group(group: Group) -> ShownGroup:
    lines = {line.code: line for line in group.lines}
    first, more = first_and_more(CodeGroup(group.code), list(lines))
    return ShownGroup(
        group.code, group.heading, group.note, tuple(lines[code] for code in first), tuple(lines[code] for code in more)
    )


def signs(codes: list[str], language: str) -> tuple[QualitySign, ...]:
    disputed = disputed_codes(codes)
    return tuple(
        QualitySign(sign.code, words(sign.code, language), answer(sign.listed, disputed, language), bool(sign.listed))
        for sign in quality_signs(codes)
    )


def answer(listed: tuple[str, ...], disputed: frozenset[str], language: str) -> str:
    if not listed:
        return words("sign_no_answer", language)
    named = (label(code, language) for code in listed)
    return "; ".join(
        words("disputed", language, label=text) if code in disputed else text
        for code, text in zip(listed, named, strict=True)
    )


def extension(facts: FacilityFacts, language: str) -> str:
    """How to keep it through the call; empty where none is listed."""
    if facts.phone is None or not facts.phone.extension:
        return ""
    return words("extension_how", language, extension=facts.phone.extension)
