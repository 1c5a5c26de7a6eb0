"""Rows and facilities brought into the one form in which they are compared."""

from collections.abc import Iterable

from handrail.directory.domain.identity import identity_of
from handrail.directory.domain.listed_row import ListedRow
from handrail.directory.domain.matching import Candidate
from handrail.directory.domain.sources import FacilityKind
from handrail.directory.models import Facility


def row_candidate(row: ListedRow) -> Candidate:
    return candidate(
        row.number,
        (row.kind, row.name, row.program, row.street1, row.street2, row.city, row.state, row.zip, row.phone),
        row.intake_phones,
        row.codes,
    )


def facility_candidate(reference: int, facility: Facility, *, has_added: bool = False) -> Candidate:
    """Codes that another source added are set aside, unless asked: the row of its own source does not list them."""
    added = set() if has_added else set(facility.added_codes.split())
    return candidate(
        reference,
        (
            facility.kind,
            facility.name,
            facility.program,
            facility.street1,
            facility.street2,
            facility.city,
            facility.state,
            facility.zip,
            facility.phone,
        ),
        facility.intake_phones,
        [code for code in facility.code_list if code not in added],
        is_listed=facility.gone_since_year is None and facility.merged_into_id is None,
    )


def candidate(
    reference: int, texts: tuple[str, ...], intake: Iterable[str], codes: Iterable[str], *, is_listed: bool = True
) -> Candidate:
    kind, name, program, street1, street2, city, state, zip5, phone = map(str, texts)
    identity = identity_of(
        kind=FacilityKind(kind),
        name=name,
        program=program,
        street1=street1,
        street2=street2,
        city=city,
        state=state,
        zip5=zip5,
        phone=phone,
    )
    facts = (kind, name, program, street1, street2, city, state, zip5, phone, "|".join(intake))
    return Candidate(reference, identity, frozenset(codes), facts, is_listed)
