"""Rows and facilities brought into the one form in which they are compared."""

from collections.abc import Iterable
from operator import attrgetter

from handrail.directory.domain.identity import COMPARED, identity_of_texts
from handrail.directory.domain.listed_row import ListedRow
from handrail.directory.domain.matching import Candidate
from handrail.directory.models import Facility

texts_of = attrgetter(*COMPARED)


def row_candidate(row: ListedRow) -> Candidate:
    return candidate(row.number, texts_of(row), row.intake_phones, row.codes)


def facility_candidate(reference: int, facility: Facility, *, has_added: bool = False) -> Candidate:
    """Codes that another source added are set aside, unless asked: the row of its own source does not list them."""
    added = set() if has_added else set(facility.added_codes.split())
    return candidate(
        reference,
        texts_of(facility),
        facility.intake_phones,
        [code for code in facility.code_list if code not in added],
        is_listed=facility.gone_since_year is None and facility.merged_into_id is None,
    )


def candidate(
    reference: int, texts: tuple[str, ...], intake: Iterable[str], codes: Iterable[str], *, is_listed: bool = True
) -> Candidate:
    texts = tuple(map(str, texts))
    facts = (*texts, "|".join(intake))
    return Candidate(reference, identity_of_texts(texts), frozenset(codes), facts, is_listed)
