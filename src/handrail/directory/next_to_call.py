"""The next places to call when one cannot see a person soon: the nearest that list the same medicine."""

from collections.abc import Collection
from datetime import datetime

from handrail.directory.card_facts import CardFacts, card_facts
from handrail.directory.domain.call_script import OPIOID
from handrail.directory.domain.card_lines import DENIES, same_medicine
from handrail.directory.domain.questions import ONLY_SERVES
from handrail.directory.index.live import current_index
from handrail.directory.index.query import SearchQuery
from handrail.directory.models import Facility
from handrail.directory.places.gazetteer import zip_centroid
from handrail.directory.said_beside import with_what_was_said

WITHIN_MILES = 100.0
LOOKED_AT = 30  # several programs of one house answer the same telephone
ADULTS = frozenset({"YAD", "ADLT", "SNR"})
ANY_PROGRAM = ("SA",)


def next_to_call(
    *, facility: Facility, about: str = OPIOID, most: int = 2, without: Collection[int] = ()
) -> list[tuple[Facility, float]]:
    """Each with its distance, nearest first. In one query; empty where nobody knows where the facility is.

    `about` is what the search is about: for another substance than opioids any program that treats it may be next.
    `without`: rows of places that said no already.
    """
    point = point_of(facility)
    if point is None:
        return []
    index = current_index()
    groups = (same_medicine(facility.code_list) if about == OPIOID else ANY_PROGRAM,)
    found = index.search(SearchQuery(*point, radius_miles=WITHIN_MILES, groups=groups, page_size=LOOKED_AT))
    pks = [int(index.facility_ids[position]) for position in found.positions]
    rows = Facility.objects.listed().exclude(pk__in=without).defer("website", "added_codes").in_bulk(pks)
    near = [(rows[pk], miles) for pk, miles in zip(pks, found.miles, strict=True) if pk in rows and miles is not None]
    return chosen(facility, near, about)[:most]


def next_places(
    facility: Facility,
    language: str,
    *,
    at: datetime,
    about: str = OPIOID,
    most: int = 2,
    without: Collection[int] = (),
) -> list[CardFacts]:
    """The same as cards, with the numbers to call."""
    near = next_to_call(facility=facility, about=about, most=most, without=without)
    return with_what_was_said([card_facts(each, language, miles=miles) for each, miles in near], language, at=at)


def chosen(facility: Facility, near: list[tuple[Facility, float]], about: str) -> list[tuple[Facility, float]]:
    """Another telephone each, open to whom this one is open to, and not denying the medicine in the same row."""
    phones, kept = {facility.number_key}, []
    shut, here = shut_to(about), open_only_to(facility.code_list)
    for other, miles in near:
        codes = set(other.code_list)
        if other.pk == facility.pk or other.number_key in phones | {""}:
            continue
        if codes & shut or open_only_to(codes) - here:
            continue
        phones.add(other.number_key)
        kept.append((other, miles))
    return kept


def shut_to(about: str) -> frozenset[str]:
    """Codes of places that turn away who uses this substance."""
    if about == OPIOID:
        return DENIES | frozenset(ONLY_SERVES) - {"OUDO"}
    return frozenset({"OUDO", "DUO"}) | (frozenset() if about == "alcohol" else frozenset({"AUDO"}))


def open_only_to(codes: Collection[str]) -> frozenset[str]:
    """Whom alone a place takes: "young", "men", "women". Empty where it takes all, or does not say."""
    listed = set(codes)
    holds = {
        "young": "CHLD" in listed and not listed & ADULTS,
        "men": "MALE" in listed and "FEM" not in listed,
        "women": "FEM" in listed and "MALE" not in listed,
    }
    return frozenset(group for group, is_so in holds.items() if is_so)


def point_of(facility: Facility) -> tuple[float, float] | None:
    """Its own point, else the middle of its ZIP area."""
    if facility.latitude is not None and facility.longitude is not None:
        return facility.latitude, facility.longitude
    return zip_centroid(facility.zip)
