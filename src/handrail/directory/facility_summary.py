"""A facility in a few lines, as lists and sheets show it: whom to call, medicine, payment, doubts, source."""

from dataclasses import dataclass

from handrail.directory.domain.questions import ONLY_SERVES, disputed_codes
from handrail.directory.domain.summary import medicines, payments, treats_no_opioid_use
from handrail.directory.facility_facts import Line, Phone, asks, phone, source_words, verified, words
from handrail.directory.labels import label
from handrail.directory.models import Facility
from handrail.web.translation import mark, translate

NO_MEDICINE_LISTED = mark("No medicine for opioid use is listed: ask")
LISTED_AS = mark("Listed as %(labels)s: ask when you call")
PAYMENT_NOT_LISTED = mark("How to pay is not listed: ask")
MORE = mark("and %(count)s more")
BETWEEN = " · "


@dataclass(frozen=True)
class Summary:
    """In one language."""

    phone: Phone | None
    medicine: str
    is_medicine_disputed: bool
    payment: str
    only_serves: tuple[Line, ...]
    asks: tuple[Line, ...]
    source: str
    verified: str
    gone: str


def facility_summary(facility: Facility, language: str) -> Summary:
    codes = facility.code_list
    medicine, is_disputed = medicine_line(codes, language)
    return Summary(
        phone=phone(facility.phone, facility.state, language),
        medicine=medicine,
        is_medicine_disputed=is_disputed,
        payment=payment_line(codes, language),
        only_serves=only_serves(codes, language),
        asks=asks(codes, language),
        source=source_words(facility, language),
        verified=verified(facility, language),
        gone=words("gone", language, year=facility.gone_since_year) if facility.gone_since_year else "",
    )


def medicine_line(codes: list[str], language: str) -> tuple[str, bool]:
    """A claim that the same row denies is said as "listed as", never as a fact."""
    found = medicines(codes)
    if not found:
        return translate(NO_MEDICINE_LISTED, language), False
    plain = [label(code, language) for code in found]
    if disputed_codes(codes) & set(found):
        labels = ", ".join(f"“{each}”" for each in plain)
        return translate(LISTED_AS, language, labels=labels), True
    return BETWEEN.join(plain), False


def payment_line(codes: list[str], language: str) -> str:
    listed, more = payments(codes)
    if not listed:
        return translate(PAYMENT_NOT_LISTED, language)
    parts = [label(code, language) for code in listed]
    return BETWEEN.join([*parts, translate(MORE, language, count=more)] if more else parts)


def only_serves(codes: list[str], language: str) -> tuple[Line, ...]:
    """Whom it keeps out, so that nobody calls in vain."""
    lines = [Line(code, words(f"only_{code}", language)) for code in ONLY_SERVES if code in codes]
    return (*([Line("NOOP", label("NOOP", language))] if treats_no_opioid_use(codes) else []), *lines)
