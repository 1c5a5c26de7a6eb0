"""What a card in a list says of a facility, in one language: medicine, payment, whom it serves, source and date."""

from collections.abc import Collection
from dataclasses import dataclass

from handrail.directory.domain.card_lines import Medicine, medicine_listed, payments_listed
from handrail.directory.domain.questions import ONLY_SERVES
from handrail.directory.domain.sources import FacilityKind
from handrail.directory.facility_facts import Line, source_words, verified, words
from handrail.directory.labels import label
from handrail.directory.models import Facility
from handrail.directory.said_beside import NOTHING_SAID, Said
from handrail.web.formats import BETWEEN


@dataclass(frozen=True)
class CardFacts:
    """`miles` only where the list was asked for near a place, and both points are known. Whom to call is in `said`."""

    facility: Facility
    medicine: Line
    payment: Line
    tags: tuple[Line, ...]
    source: str
    verified: str
    miles: float | None = None
    said: Said = NOTHING_SAID


def card_facts(facility: Facility, language: str, *, miles: float | None = None) -> CardFacts:
    codes = facility.code_list
    return CardFacts(
        facility=facility,
        medicine=medicine_line(codes, language),
        payment=payment_line(codes, language),
        tags=tags(facility, codes, language),
        source=source_words(facility, language),
        verified=verified(facility, language),
        miles=miles,
    )


def medicine_line(codes: Collection[str], language: str) -> Line:
    found = medicine_listed(codes)
    return Line(found.value, words(found.value, language), is_disputed=found is Medicine.UNCLEAR)


def payment_line(codes: Collection[str], language: str) -> Line:
    listed = payments_listed(codes)
    if not listed:
        return Line("payment_none", words("payment_none", language))
    return Line("payment", BETWEEN.join(label(code, language) for code in listed))


def tags(facility: Facility, codes: Collection[str], language: str) -> tuple[Line, ...]:
    """Whom it serves only; and that it treats mental health alone, where it does."""
    named = [code for code in ONLY_SERVES if code in codes]
    found = [Line(code, words(f"tag_only_{code}", language)) for code in named]
    if facility.kind == FacilityKind.MENTAL_HEALTH:
        found.append(Line("mental_health", words("tag_mental_health", language)))
    return tuple(found)
