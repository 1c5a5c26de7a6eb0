"""What only the facility's own page says: the call script, signs of quality, and what is shown first in each group."""

from dataclasses import dataclass

from handrail.directory.call_lines import CallLine, call_lines
from handrail.directory.calls.numbers_found import NOTHING_FOUND, NumbersFound
from handrail.directory.calls.telling import cover_words
from handrail.directory.card_facts import CardFacts, card_facts
from handrail.directory.domain.call_script import NO_COVER, OPIOID, script, speaks_of_opioids
from handrail.directory.domain.code_groups import CodeGroup
from handrail.directory.domain.first_facts import first_and_more
from handrail.directory.domain.quality_signs import quality_signs
from handrail.directory.domain.questions import disputed_codes
from handrail.directory.facility_facts import FacilityFacts, Group, Line, facility_facts, facility_words, words
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
    lines: tuple[CallLine, ...]
    extension: str
    is_about_opioids: bool


MYSELF = "myself"


@dataclass(frozen=True)
class Caller:
    """Who will read the script aloud, as far as a carried search tells: for whom, about what, with which cover."""

    who: str = MYSELF
    about: str = OPIOID
    covers: tuple[str, ...] = ()

    @property
    def is_for_another(self) -> bool:
        return self.who != MYSELF


ANYBODY = Caller()


def page_facts(
    facility: Facility, language: str, *, caller: Caller = ANYBODY, found: NumbersFound = NOTHING_FOUND
) -> PageFacts:
    facts, lines = facility_facts(facility, language), call_lines(facility, language, found)
    codes = facility.code_list
    by_code = {group.code: group for group in facts.groups}
    return PageFacts(
        facts=facts,
        card=card_facts(facility, language),
        shown=tuple(shown_group(by_code[code]) for code in SHOWN_GROUPS if code in by_code),
        folded=tuple(group for group in facts.groups if group.code not in SHOWN_GROUPS),
        signs=signs(codes, language),
        script=script_lines(codes, caller, language),
        lines=lines,
        extension=extension(lines, language),
        is_about_opioids=speaks_of_opioids(codes, about=caller.about),
    )


def script_lines(codes: list[str], caller: Caller, language: str) -> tuple[Line, ...]:
    """In words that fit the one who calls: for themselves, for someone they love, for a client."""
    cover = cover_words([name for name in caller.covers if name != NO_COVER], language)
    said = script(codes, about=caller.about, covers=caller.covers)
    return tuple(Line(code, words(spoken_by(code, caller), language, cover=cover)) for code in said)


def spoken_by(code: str, caller: Caller) -> str:
    fitting = (f"{code}_{caller.who}", f"{code}_helper") if caller.is_for_another else ()
    return next((each for each in fitting if each in facility_words()), code)


def shown_group(group: Group) -> ShownGroup:
    lines = {line.code: line for line in group.lines}
    first, more = first_and_more(CodeGroup(group.code), list(lines))
    return ShownGroup(
        group.code, group.heading, group.note, tuple(lines[code] for code in first), tuple(lines[code] for code in more)
    )


def signs(codes: list[str], language: str) -> tuple[QualitySign, ...]:
    disputed = disputed_codes(codes)
    return tuple(
        QualitySign(sign.code, name, answer(sign.listed, disputed, language, asked=name), bool(sign.listed))
        for sign in quality_signs(codes)
        for name in (words(sign.code, language),)
    )


def answer(listed: tuple[str, ...], disputed: frozenset[str], language: str, *, asked: str) -> str:
    """What is listed, in words; where these are those of the sign itself, that it is listed."""
    if not listed:
        return words("sign_no_answer", language)
    named = [words("sign_listed", language) if (text := label(code, language)) == asked else text for code in listed]
    return "; ".join(
        words("disputed", language, label=text) if code in disputed else text
        for code, text in zip(listed, named, strict=True)
    )


def extension(lines: tuple[CallLine, ...], language: str) -> str:
    """How to keep that of the first number through the call; empty where none is listed."""
    if not lines or not lines[0].extension:
        return ""
    return words("extension_how", language, extension=lines[0].extension)
