"""The same search by looking at every row in plain Python: slow, obvious, and what the index must equal."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.directory.domain.filters import ChosenGroup, FilterOption
from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index.build import FacilityRow
from handrail.directory.index.query import ALL_CODES, FilterCounts, SearchQuery
from handrail.directory.index.sphere import chord_squared, largest_chord_squared, miles_of, unit_vector
from handrail.directory.index.words import wanted_words, words_of


@dataclass(frozen=True, slots=True)
class ReferenceAnswer:
    """As SearchAnswer, with the public ids of the page instead of positions in an index."""

    total: int
    public_ids: tuple[str, ...]
    miles: tuple[float | None, ...]
    counts: dict[str, int]
    filters: tuple[FilterCounts, ...]


def reference_answer(rows: Sequence[FacilityRow], query: SearchQuery) -> ReferenceAnswer:
    unfiltered = matching(rows, query)
    matches = filtered(unfiltered, query.filters)
    matches.sort(key=lambda match: (match[0] is None, match[0] or 0.0, match[1].public_id))
    page = matches[(query.page - 1) * query.page_size : query.page * query.page_size]
    return ReferenceAnswer(
        total=len(matches),
        public_ids=tuple(row.public_id for _, row in page),
        miles=tuple(None if square is None else miles_of(square) for square, _ in page),
        counts=counts(rows, query.counted_codes, matches),
        filters=tuple(
            filter_counts(asked, filtered(unfiltered, [other for other in query.filters if other is not asked]))
            for asked in query.filters
        ),
    )


def filtered(matches, filters):
    return [match for match in matches if all(passes(listed(match), asked) for asked in filters)]


def listed(match) -> set[str]:
    return set(match[1].codes.split())


def passes(codes: set[str], asked: ChosenGroup) -> bool:
    chosen = [option for option in asked.group.options if option.name in asked.chosen]
    return not chosen or any(holds(codes, option) for option in chosen)


def holds(codes: set[str], option: FilterOption) -> bool:
    return (not option.codes or bool(codes & set(option.codes))) and not codes & set(option.without)


def filter_counts(asked: ChosenGroup, standing) -> FilterCounts:
    return FilterCounts(
        without=len(standing),
        options={
            option.name: sum(holds(listed(match), option) for match in standing) for option in asked.group.options
        },
    )


def matching(rows, query) -> list[tuple[float | None, FacilityRow]]:
    groups = [set(group) for group in query.groups if group]
    limit = largest_chord_squared(query.radius_miles)
    center = None if query.latitude is None else unit_vector(query.latitude, query.longitude)
    words = wanted_words(query.words)
    found = []
    for row in rows:
        has_distance = center is not None and row.latitude is not None
        square = chord_squared(unit_vector(row.latitude, row.longitude), center) if has_distance else None
        is_wanted = (
            (query.radius_miles is None if square is None else square <= limit)
            and (query.include_mental_health or row.kind != FacilityKind.MENTAL_HEALTH)
            and all(group & set(row.codes.split()) for group in groups)
            and words <= set(words_of(f"{row.name} {row.program} {row.city}"))
        )
        if is_wanted:
            found.append((square, row))
    return found


def counts(rows, codes, matches) -> dict[str, int]:
    if codes == ALL_CODES:
        codes = {code for row in rows for code in row.codes.split()}
    listings = [listed(match) for match in matches]
    return {code: sum(code in listing for listing in listings) for code in codes}
