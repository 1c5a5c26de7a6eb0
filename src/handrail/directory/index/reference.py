"""The same search by looking at every row in plain Python: slow, obvious, and what the index must equal."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index.build import FacilityRow
from handrail.directory.index.query import ALL_CODES, SearchQuery
from handrail.directory.index.sphere import chord_squared, largest_chord_squared, miles_of, unit_vector
from handrail.directory.index.words import wanted_words, words_of


@dataclass(frozen=True, slots=True)
class ReferenceAnswer:
    """As SearchAnswer, with the public ids of the page instead of positions in an index."""

    total: int
    public_ids: tuple[str, ...]
    miles: tuple[float | None, ...]
    counts: dict[str, int]
    options: tuple[dict[str, int], ...]


def reference_answer(rows: Sequence[FacilityRow], query: SearchQuery) -> ReferenceAnswer:
    matches = matching(rows, query)
    matches.sort(key=lambda match: (match[0] is None, match[0] or 0.0, match[1].public_id))
    page = matches[(query.page - 1) * query.page_size : query.page * query.page_size]
    return ReferenceAnswer(
        total=len(matches),
        public_ids=tuple(row.public_id for _, row in page),
        miles=tuple(None if square is None else miles_of(square) for square, _ in page),
        counts=counts(rows, query.counted_codes, matches),
        options=tuple(
            counts(rows, options, matching(rows, query, without=number)) for number, options in enumerate(query.options)
        ),
    )


def matching(rows, query, without=None) -> list[tuple[float | None, FacilityRow]]:
    groups = [set(group) for number, group in enumerate(query.groups) if group and number != without]
    center, limit = unit_vector(query.latitude, query.longitude), largest_chord_squared(query.radius_miles)
    words = wanted_words(query.words)
    found = []
    for row in rows:
        square = None if row.latitude is None else chord_squared(unit_vector(row.latitude, row.longitude), center)
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
    listed = [set(row.codes.split()) for _, row in matches]
    return {code: sum(code in codes_of_row for codes_of_row in listed) for code in codes}
