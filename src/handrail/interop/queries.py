"""The list of facilities for programs: one page as bytes, and true counts for every filter."""

from collections.abc import Mapping, Sequence
from typing import Any

from handrail.directory.domain.filters import ChosenGroup, chosen_groups
from handrail.directory.index.live import current_index
from handrail.directory.index.query import SearchAnswer, SearchQuery
from handrail.directory.listing import pages_of
from handrail.directory.places.place import Place
from handrail.interop.listed_facilities import with_distances, written_facilities
from handrail.pathways.as_json import place_as_json


def facilities_page(
    *,
    place: Place | None,
    radius: float,
    filters: Mapping[str, Sequence[str]],
    page: int,
    page_size: int,
    has_facets: bool = True,
) -> dict[str, Any]:
    """Without a place the whole directory, in a steady order. A page beyond the last is empty, with the true total."""
    index = current_index()
    groups = tuple(asked for asked in chosen_groups(filters) if asked.chosen or has_facets)
    found = index.search(
        SearchQuery(
            place.latitude if place else None,
            place.longitude if place else None,
            radius if place else None,
            filters=groups,
            page=page,
            page_size=page_size,
        )
    )
    return {
        "place": place_as_json(place) if place else None,
        "total": found.total,
        "page": page,
        "page_size": page_size,
        "pages": pages_of(found.total, page_size),
        "facilities": with_distances(written_facilities(index), found.positions, found.miles),
        "facets": facets(groups, found) if has_facets else None,
    }


def facets(groups: Sequence[ChosenGroup], found: SearchAnswer) -> dict[str, Mapping[str, int]]:
    return {asked.group.name: counted.options for asked, counted in zip(groups, found.filters, strict=True)}
