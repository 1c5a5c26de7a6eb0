"""How the index answers a search: circle, words, codes, then the filters of a list; counts only when asked for."""

from collections.abc import Collection
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from handrail.directory.index.code_bits import bit_counts, mask_words
from handrail.directory.index.filtering import judged
from handrail.directory.index.query import ALL_CODES, FilterCounts, SearchAnswer, SearchQuery
from handrail.directory.index.sphere import ground_miles
from handrail.directory.index.words import wanted_words

if TYPE_CHECKING:
    from handrail.directory.index.search_index import SearchIndex

SMALL_ENOUGH_TO_SORT = 500


class Matches(NamedTuple):
    """Rows that match, with the squared chord to each and its code words, in step."""

    positions: np.ndarray
    squares: np.ndarray
    code_words: np.ndarray  # (words, rows)

    def kept(self, which: np.ndarray) -> "Matches":
        rows = which.nonzero()[0]  # few of many, mostly: taking them by number is faster than by mask
        return Matches(self.positions.take(rows), self.squares.take(rows), self.code_words.take(rows, axis=1))


def answer(index: "SearchIndex", query: SearchQuery) -> SearchAnswer:
    in_place = rows_in_place(index, query)
    matches = in_place.kept(passes(index, query, in_place.code_words))
    filters: tuple[FilterCounts, ...] = ()
    if query.filters:
        passing, filters = judged(index.options, query.filters, matches.positions)
        matches = matches.kept(passing)
    positions, squares = page_of(index, query, matches)
    return SearchAnswer(
        total=len(matches.positions),
        positions=tuple(positions.tolist()),
        miles=miles_to(squares),
        counts=counts_of(index, query.counted_codes, matches.code_words) if query.counted_codes else {},
        filters=filters,
    )


def miles_to(squares: np.ndarray) -> tuple[float | None, ...]:
    miles = ground_miles(squares).tolist()
    while miles and miles[-1] != miles[-1]:  # not a number: no coordinates, and such rows come last
        miles.pop()
    return (*miles, *[None] * (len(squares) - len(miles)))


def rows_in_place(index: "SearchIndex", query: SearchQuery) -> Matches:
    """Rows within the radius that hold all the words. Rows without coordinates are in no circle, but are somewhere."""
    words = wanted_words(query.words) if query.words else ()
    if query.latitude is None or query.longitude is None:
        return rows_anywhere(index, words)
    center, radius = (query.latitude, query.longitude), query.radius_miles
    runs = index.runs(*center, radius)
    positions, squares = index.within(candidates(index, words, runs), *center, radius)
    if radius is None and index.located < index.size:
        unlocated = candidates(index, words, [[index.located, index.size]])
        positions = np.concatenate([positions, unlocated])
        squares = np.concatenate([squares, np.full(len(unlocated), np.nan)])
    return Matches(positions, squares, index.code_words.T.take(positions, axis=1))


def rows_anywhere(index: "SearchIndex", words: Collection[str]) -> Matches:
    """All rows that hold the words, each as far away as the next: they stand in the order of their public ids."""
    positions = candidates(index, words, [[0, index.size]] if index.size else [])
    return Matches(positions, np.full(len(positions), np.nan), index.code_words.T.take(positions, axis=1))


def candidates(index: "SearchIndex", words: Collection[str], runs: list[list[int]]) -> np.ndarray:
    """Positions in the runs that hold every word: by place first, since a common word is held all over the country."""
    if not words:
        return index.positions_in(runs)
    return reduce(
        lambda some, others: np.intersect1d(some, others, assume_unique=True),
        sorted((index.postings.of(word, runs) for word in words), key=len),
    )


def passes(index: "SearchIndex", query: SearchQuery, code_words: np.ndarray) -> np.ndarray:
    """Which rows list a code of each group; groups of one code are tested together, as one mask."""
    required = 0 if query.include_mental_health else 1 << index.substance_use_bit
    alternatives = []
    for group in query.groups:
        if not group:
            continue
        mask = mask_of(index, group)
        if not mask:
            return np.zeros(code_words.shape[1], dtype=bool)
        if mask & (mask - 1):
            alternatives.append(mask)
        else:
            required |= mask
    width = len(code_words)
    all_of = mask_words(required, width)
    passing = np.logical_and.reduce((code_words & all_of) == all_of, axis=0)
    for any_of in alternatives:
        passing &= np.logical_or.reduce((code_words & mask_words(any_of, width)) != 0, axis=0)
    return passing


def mask_of(index: "SearchIndex", codes: tuple[str, ...]) -> int:
    bits, mask = index.code_bits, 0
    for code in codes:
        if code in bits:
            mask |= 1 << bits[code]
    return mask


def page_of(index: "SearchIndex", query: SearchQuery, matches: Matches) -> tuple[np.ndarray, np.ndarray]:
    """The rows of the page: nearest first, then by public id; those without coordinates (nan) sort last."""
    positions, squares = matches.positions, matches.squares
    end = query.page * query.page_size
    if end < len(squares) and len(squares) > SMALL_ENOUGH_TO_SORT:
        farthest = np.partition(squares, end - 1)[end - 1] if end else -1.0
        if farthest == farthest:
            near = squares <= farthest
            positions, squares = positions[near], squares[near]
    order = np.lexsort((index.id_rank.take(positions), squares))[end - query.page_size : end]
    return positions.take(order), squares.take(order)


def counts_of(index: "SearchIndex", codes: tuple[str, ...] | str, code_words: np.ndarray) -> dict[str, int]:
    """How many of the rows list each code."""
    counts = bit_counts(code_words).tolist()
    if codes == ALL_CODES:
        return {code: counts[bit] for code, bit in index.code_bits.items()}
    counts.append(0)  # the last, for codes that nobody lists
    bit_of = index.code_bits.get
    return {code: counts[bit_of(code, -1)] for code in codes}
