"""The next places to call when one cannot see a person soon: the nearest that list the same medicine."""

from handrail.directory.domain.card_lines import DENIES, same_medicine
from handrail.directory.domain.questions import ONLY_SERVES
from handrail.directory.index.live import current_index
from handrail.directory.index.query import SearchQuery
from handrail.directory.models import Facility
from handrail.directory.places.gazetteer import zip_centroid

WITHIN_MILES = 100.0
LOOKED_AT = 30  # several programs of one house answer the same telephone
SHUT_TO_OTHERS = frozenset(ONLY_SERVES) - {"OUDO"}


def next_to_call(*, facility: Facility, most: int = 2) -> list[tuple[Facility, float]]:
    """Each with its distance, nearest first. In one query; empty where nobody knows where the facility is."""
    point = point_of(facility)
    if point is None:
        return []
    index = current_index()
    groups = (same_medicine(facility.code_list),)
    found = index.search(SearchQuery(*point, radius_miles=WITHIN_MILES, groups=groups, page_size=LOOKED_AT))
    pks = [int(index.facility_ids[position]) for position in found.positions]
    rows = Facility.objects.listed().defer("website", "added_codes").in_bulk(pks)
    near = [(rows[pk], miles) for pk, miles in zip(pks, found.miles, strict=True) if pk in rows and miles is not None]
    return chosen(facility, near)[:most]


def chosen(facility: Facility, near: list[tuple[Facility, float]]) -> list[tuple[Facility, float]]:
    """Another telephone each, open to people who use opioids, and not denying the medicine in the same row."""
    phones, kept = {facility.phone}, []
    for other, miles in near:
        codes = set(other.code_list)
        if other.pk == facility.pk or not other.phone or other.phone in phones or codes & (DENIES | SHUT_TO_OTHERS):
            continue
        phones.add(other.phone)
        kept.append((other, miles))
    return kept


def point_of(facility: Facility) -> tuple[float, float] | None:
    """Its own point, else the middle of its ZIP area."""
    if facility.latitude is not None and facility.longitude is not None:
        return facility.latitude, facility.longitude
    return zip_centroid(facility.zip)
