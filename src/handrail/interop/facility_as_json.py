"""One facility with everything that is known of it, for programs: the listing, in codes and in plain words."""

from collections.abc import Iterable
from typing import Any

from handrail.directory.facility_facts import FacilityFacts, Group, Line, Phone, facility_facts
from handrail.directory.models import Facility
from handrail.pathways.as_json import facility_as_json


def whole_facility_as_json(facility: Facility, language: str) -> dict[str, Any]:
    """What search answers hold of it, and the rest. Every sentence is in `language`."""
    facts = facility_facts(facility, language)
    return {
        **facility_as_json(facility),
        "kind": facility.kind,
        "street": ", ".join(part for part in (facility.street1, facility.street2) if part),
        "city": facility.city,
        "state": facility.state,
        "zip": facility.zip,
        "intake_phones": [phone_as_json(phone) for phone in facts.intake_phones],
        "website": facts.website or None,
        "coordinates": coordinates_as_json(facility, facts),
        "gone": {"since_year": facility.gone_since_year, "text": facts.gone} if facts.gone else None,
        "merged_into": facility.merged_into.public_id if facility.merged_into_id else None,
        "closed_at": facility.closed_at and facility.closed_at.isoformat(),
        "source_text": facts.source,
        "verified_text": facts.verified,
        "added_codes": facility.added_codes.split(),
        "added_year": facility.added_year,
        "groups": [group_as_json(group) for group in facts.groups],
        "ask": lines_as_json(facts.asks),
        "only_serves": lines_as_json(facts.only_serves),
        "is_demonstration": facts.is_demonstration,
    }


def coordinates_as_json(facility: Facility, facts: FacilityFacts) -> dict[str, Any] | None:
    if facility.latitude is None:
        return None
    return {
        "latitude": facility.latitude,
        "longitude": facility.longitude,
        "precision": facility.precision,
        "source": facility.coordinates_source,
        "text": facts.position or None,
    }


def phone_as_json(phone: Phone) -> dict[str, str | None]:
    return {"text": phone.shown, "tel": phone.href or None, "say": phone.spoken or None}


def group_as_json(group: Group) -> dict[str, Any]:
    return {
        "code": group.code,
        "heading": group.heading,
        "note": group.note or None,
        "lines": [{"code": line.code, "text": line.text, "is_disputed": line.is_disputed} for line in group.lines],
    }


def lines_as_json(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [{"code": line.code, "text": line.text} for line in lines]
