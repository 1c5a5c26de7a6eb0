"""The filters of a list, judged over many rows at once: which pass, and how many would pass with each choice."""

from collections.abc import Sequence

import numpy as np

from handrail.directory.domain.filters import ChosenGroup
from handrail.directory.index.code_bits import bit_counts, mask_words
from handrail.directory.index.option_bits import OptionBits
from handrail.directory.index.query import FilterCounts


def judged(
    options: OptionBits, filters: Sequence[ChosenGroup], rows: np.ndarray
) -> tuple[np.ndarray, tuple[FilterCounts, ...]]:
    """Which of the rows pass all filters, and for each filter the counts among the rows that pass all others."""
    words = options.words.take(rows, axis=0).T
    passing_each = {number: passing_one(options, asked, words) for number, asked in enumerate(filters) if asked.chosen}
    failures = np.zeros(len(rows), dtype=np.uint8)
    for passes in passing_each.values():
        failures += ~passes
    passing = failures == 0
    kept = words.compress(passing, axis=1) if passing_each else words
    of_kept = bit_counts(kept).tolist()
    counts = []
    for number, asked in enumerate(filters):
        if number in passing_each:  # its own choice set aside
            standing = words.compress(failures == ~passing_each[number], axis=1)
            counts.append(counts_of(options, asked, bit_counts(standing).tolist(), standing.shape[1]))
        else:
            counts.append(counts_of(options, asked, of_kept, kept.shape[1]))
    return passing, tuple(counts)


def passing_one(options: OptionBits, asked: ChosenGroup, words: np.ndarray) -> np.ndarray:
    mask = mask_words(options.mask(asked.group, asked.chosen), len(words))
    return np.logical_or.reduce((words & mask) != 0, axis=0)


def counts_of(options: OptionBits, asked: ChosenGroup, counts: Sequence[int], rows: int) -> FilterCounts:
    first, names = options.first_bit[asked.group.name], asked.group.option_names
    return FilterCounts(rows, dict(zip(names, counts[first : first + len(names)], strict=True)))
