"""A facility in a few lines, as lists and sheets show it: medicine, payment, doubts, source."""

from dataclasses import dataclass

from handrail.directory.call_lines import may_be_called
from handrail.directory.calls.telling import closed_words
from handrail.directory.card_facts import medicine_line
from handrail.directory.domain.code_groups import CodeGroup
from handrail.directory.domain.questions import ONLY_SERVES
from handrail.directory.domain.summary import languages_first, payments, treats_no_opioid_use
from handrail.directory.facility_facts import Line, asks, source_words, verified, words
from handrail.directory.labels import group_of, label
from handrail.directory.models import Facility
from handrail.web.formats import BETWEEN, in_one_line
from handrail.web.translation import mark, translate

PAYMENT_NOT_LISTED = mark("How to pay is not listed: ask")
ONLY_ENGLISH = mark("No language beside English is listed: ask for a free interpreter")
MORE = mark("and %(count)s more")


@dataclass(frozen=True)
class Summary:
    """In one language. A place that is closed, or goes on under another entry, is not to be called."""

    medicine: str
    is_medicine_disputed: bool
    payment: str
    languages: str
    only_serves: tuple[Line, ...]
    asks: tuple[Line, ...]
    source: str
    verified: str
    gone: str
    may_be_called: bool


def facility_summary(facility: Facility, language: str) -> Summary:
    codes = facility.code_list
    medicine = medicine_line(codes, language)
    return Summary(
        medicine=medicine.text,
        is_medicine_disputed=medicine.is_disputed,
        payment=payment_line(codes, language),
        languages=language_line(codes, language),
        only_serves=only_serves(codes, language),
        asks=asks(codes, language),
        source=source_words(facility, language),
        verified=verified(facility, language),
        gone=gone_words(facility, language),
        may_be_called=may_be_called(facility),
    )


def gone_words(facility: Facility, language: str) -> str:
    """What became of a place that is listed no longer: closed, part of another entry, or dropped by its source."""
    if facility.closed_at:
        return closed_words(facility, language)
    if facility.merged_into:
        return words("merged", language, name=facility.merged_into.name)
    return words("gone", language, year=facility.gone_since_year) if facility.gone_since_year else ""


def payment_line(codes: list[str], language: str) -> str:
    listed, more = payments(codes)
    if not listed:
        return translate(PAYMENT_NOT_LISTED, language)
    parts = [label(code, language) for code in listed]
    return BETWEEN.join([*parts, in_one_line(translate(MORE, language, count=more))] if more else parts)


def language_line(codes: list[str], language: str) -> str:
    spoken = languages_first([code for code in codes if group_of(code) is CodeGroup.LANGUAGES])
    if not spoken:
        return translate(ONLY_ENGLISH, language)
    return BETWEEN.join(label(code, language) for code in spoken)


def only_serves(codes: list[str], language: str) -> tuple[Line, ...]:
    """Whom it keeps out, so that nobody calls in vain."""
    lines = [Line(code, words(f"only_{code}", language)) for code in ONLY_SERVES if code in codes]
    return (*([Line("NOOP", label("NOOP", language))] if treats_no_opioid_use(codes) else []), *lines)
