"""The facilities near a place as a list: filtered, counted, nearest first, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handrail.directory.domain.filters import Chosen, ChosenGroup, chosen_groups
from handrail.directory.index.live import current_index
from handrail.directory.index.query import SearchAnswer, SearchQuery
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.models import Facility
from handrail.directory.queries import facilities_by_pk

PAGE_SIZE = 20
MOST_ON_A_PAGE = 100
Point = tuple[float, float]


@dataclass(frozen=True)
class ListedFacility:
    """One row of the list. Miles is None where the facility's point is not known, or no place was asked for."""

    facility: Facility
    miles: float | None


@dataclass(frozen=True)
class FacilityList:
    """One page of the matches.

    `counts[group][option]`: the places that have this option, the choices in all other groups standing.
    `without[group]`: the places there would be if this group asked for nothing.
    """

    total: int
    rows: tuple[ListedFacility, ...]
    page: int
    pages: int
    chosen: tuple[ChosenGroup, ...]
    counts: Mapping[str, Mapping[str, int]]
    without: Mapping[str, int]


def facility_list(
    *,
    point: Point | None,
    radius_miles: float | None,
    chosen: Chosen,
    words: Sequence[str] = (),
    page: int = 1,
    page_size: int = PAGE_SIZE,
) -> FacilityList:
    """Raises FilterRefused for a filter that does not exist. A page beyond the last is the last."""
    groups = chosen_groups(chosen)
    index = current_index()
    size = min(max(page_size, 1), MOST_ON_A_PAGE)
    answer, page = answered(index, point, radius_miles, groups, tuple(words), max(page, 1), size)
    return FacilityList(
        total=answer.total,
        rows=listed_rows(index, answer),
        page=page,
        pages=pages_of(answer.total, size),
        chosen=groups,
        counts={asked.group.name: counted.options for asked, counted in zip(groups, answer.filters, strict=True)},
        without={asked.group.name: counted.without for asked, counted in zip(groups, answer.filters, strict=True)},
    )


def answered(
    index: SearchIndex,
    point: Point | None,
    radius_miles: float | None,
    groups: tuple[ChosenGroup, ...],
    words: tuple[str, ...],
    page: int,
    size: int,
) -> tuple[SearchAnswer, int]:
    """The answer and the page it is: filters may have left fewer pages than the person was reading."""
    latitude, longitude = point or (None, None)
    query = SearchQuery(
        latitude,
        longitude,
        radius_miles if point else None,
        words=words,
        filters=groups,
        page=page,
        page_size=size,
    )
    answer = index.search(query)
    last = pages_of(answer.total, size)
    if page > last:
        return index.search(replace(query, page=last)), last
    return answer, page


def pages_of(total: int, size: int) -> int:
    return max(1, -(-total // size))


def listed_rows(index: SearchIndex, answer: SearchAnswer) -> tuple[ListedFacility, ...]:
    """The facilities of the page in one query; one deleted since the index was built is left out."""
    pks = [int(index.facility_ids[position]) for position in answer.positions]
    facilities = facilities_by_pk(pks=pks)
    return tuple(
        ListedFacility(facilities[pk], miles) for pk, miles in zip(pks, answer.miles, strict=True) if pk in facilities
    )


def listed_total(*, point: Point, radius_miles: float | None, chosen: Chosen, words: Sequence[str] = ()) -> int:
    """How many places there are, without their facts: for "within 50 miles there would be 12"."""
    groups = tuple(asked for asked in chosen_groups(chosen) if asked.chosen)
    query = SearchQuery(*point, radius_miles, words=tuple(words), filters=groups, page_size=0)
    return current_index().search(query).total


def facilities_named(*, public_ids: Sequence[str]) -> tuple[Facility, ...]:
    """The facilities of these ids in the order asked for, in one query; ids that nobody has are left out.

    One no longer listed is found too, as by its own page: a saved list must still say what became of it.
    """
    rows = Facility.objects.select_related("merged_into").filter(public_id__in=public_ids) if public_ids else ()
    found = {each.public_id: each for each in rows}
    return tuple(found[each] for each in public_ids if each in found)
