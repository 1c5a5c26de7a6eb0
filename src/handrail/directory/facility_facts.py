"""What the facility page says: the listing in plain words, sorted as people ask, with its doubts and its date."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from handrail.directory.domain.code_groups import GROUP_HEADINGS, CodeGroup
from handrail.directory.domain.phone_numbers import read_phone
from handrail.directory.domain.questions import ONLY_SERVES, Question, disputed_codes, questions
from handrail.directory.domain.sources import Precision, Source
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.labels import group_of, in_dictionary_order, label
from handrail.directory.models import Facility
from handrail.web.formats import format_date

WORDS = Path(__file__).with_name("facility_words.toml")


@dataclass(frozen=True)
class Line:
    """One sentence; `code` is what tests and programs know it by."""

    code: str
    text: str
    is_disputed: bool = False


@dataclass(frozen=True)
class Group:
    """The lines of one heading; `note` says where they come from when that matters."""

    code: str
    heading: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True)
class Phone:
    """`shown` is verbatim; `href` may be empty; `spoken` tells what to ask for after the call is taken."""

    shown: str
    href: str
    spoken: str
    extension: str = ""


@dataclass(frozen=True)
class FacilityFacts:
    """Everything the page shows beside name and address, already in one language."""

    groups: tuple[Group, ...]
    asks: tuple[Line, ...]
    only_serves: tuple[Line, ...]
    intake_phones: tuple[Phone, ...]
    website: str
    source: str
    source_year: int
    added: str
    verified: str
    is_verified: bool
    gone: str
    position: str
    is_demonstration: bool


@cache
def facility_words() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def words(code: str, language: str, **params: object) -> str:
    return facility_words()[code]["es" if language == "es" else "en"].format(**params)


def facility_facts(facility: Facility, language: str) -> FacilityFacts:
    """The facts of one facility in one language, "en" or "es"."""
    codes = facility.code_list
    is_demonstration = facility.source == Source.DEMONSTRATION
    return FacilityFacts(
        groups=groups(facility, language),
        asks=asks(codes, language),
        only_serves=tuple(Line(code, words(f"only_{code}", language)) for code in ONLY_SERVES if code in codes),
        intake_phones=intake_phones(facility, language),
        website=safe_website(facility.website),
        source=source_words(facility, language),
        source_year=facility.source_year,
        added=added(facility, language),
        verified=verified(facility, language),
        is_verified=facility.checked_at is not None,
        gone=words("gone", language, year=facility.gone_since_year) if facility.gone_since_year else "",
        position=position(facility, language),
        is_demonstration=is_demonstration,
    )


def groups(facility: Facility, language: str) -> tuple[Group, ...]:
    """In the order of CodeGroup; a group without a line is left out."""
    codes = facility.code_list
    disputed = disputed_codes(codes)
    lines: dict[CodeGroup, list[Line]] = defaultdict(list)
    for code in in_dictionary_order(codes):
        lines[group_of(code)].append(code_line(code, language, is_disputed=code in disputed))
    return tuple(
        Group(group.value, heading(group, language), tuple(lines[group]), note(group, facility, language))
        for group in CodeGroup
        if group in lines
    )


def code_line(code: str, language: str, *, is_disputed: bool) -> Line:
    plain = label(code, language)
    return Line(code, words("disputed", language, label=plain) if is_disputed else plain, is_disputed)


def source_words(facility: Facility, language: str) -> str:
    """Who listed the facility, and in which year: beside every fact (P3)."""
    return words(f"source_{facility.source}", language, year=facility.source_year)


def heading(group: CodeGroup, language: str) -> str:
    english, spanish = GROUP_HEADINGS[group]
    return spanish if language == "es" else english


def note(group: CodeGroup, facility: Facility, language: str) -> str:
    if group is not CodeGroup.QUALITY:
        return ""
    if facility.source == Source.DEMONSTRATION:
        return words("quality_note_demonstration", language)
    return words("quality_note", language, source=source_words(facility, language))


def asks(codes: list[str], language: str) -> tuple[Line, ...]:
    open_questions = questions(codes)
    if not any(group_of(code) is CodeGroup.PAY for code in codes):
        open_questions += (Question("payment_not_listed"),)
    return tuple(
        Line(question.code, words(question.code, language, labels=labels(question.about, language)))
        for question in open_questions
    )


def labels(codes: Iterable[str], language: str) -> str:
    return ", ".join(f"“{label(code, language)}”" for code in codes)


def phone(text: str, state: str, language: str) -> Phone | None:
    number = read_phone(text, state=state)
    if number is None:
        return None
    spoken = words("extension", language, extension=number.extension) if number.extension else ""
    return Phone(number.shown, number.href, spoken, number.extension)


def intake_phones(facility: Facility, language: str) -> tuple[Phone, ...]:
    numbers = (phone(text, facility.state, language) for text in dict.fromkeys(facility.intake_phones))
    return tuple(number for number in numbers if number)


def safe_website(text: str) -> str:
    """Only a whole http or https address becomes a link; the file also holds "http://" alone."""
    try:
        parts = urlsplit(text.strip())
        has_host = bool(parts.hostname and "." in parts.hostname)
    except ValueError:
        return ""
    return parts.geturl() if parts.scheme in {"http", "https"} and has_host else ""


def added(facility: Facility, language: str) -> str:
    """Facts that only a second source lists, with that source's own year."""
    if not facility.added_codes:
        return ""
    return words("added", language, year=facility.added_year, labels=labels(facility.added_codes.split(), language))


def verified(facility: Facility, language: str) -> str:
    if facility.checked_at is None:
        return words("never_verified", language)
    there = facility.checked_at.astimezone(ZoneInfo(zone_of_state(facility.state)))
    return words("verified", language, date=format_date(there.date(), language))


def position(facility: Facility, language: str) -> str:
    """Empty where the point is the building itself."""
    sentences = {Precision.ZIP: "approximate", Precision.NONE: "no_point"}
    code = sentences.get(Precision(facility.precision))
    return words(code, language) if code else ""
