"""The filters of a list, judged over many rows at once: which pass, and how many would pass with each choice."""

from collections.abc import Mapping, Sequence

import numpy as np

from handrail.directory.domain.filters import ChosenGroup, FilterOption
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.query import FilterCounts

Masks = list[tuple[int, np.uint64]]  # the words of a row that hold any of the codes, each with its bits


def judged(
    code_bits: Mapping[str, int], filters: Sequence[ChosenGroup], code_words: np.ndarray
) -> tuple[np.ndarray, tuple[FilterCounts, ...]]:
    """Which of the rows pass all filters, and for each filter the counts among the rows that pass all others."""
    passing_each = {
        number: passing_one(code_bits, asked, code_words) for number, asked in enumerate(filters) if asked.chosen
    }
    failures = np.zeros(code_words.shape[1], dtype=np.uint8)
    for passes in passing_each.values():
        failures += ~passes
    passing = failures == 0
    kept = code_words.compress(passing, axis=1) if passing_each else code_words
    counts = []
    for number, asked in enumerate(filters):
        standing = kept
        if number in passing_each:  # its own choice set aside
            standing = code_words.compress(failures == ~passing_each[number], axis=1)
        counts.append(counts_of(code_bits, asked, standing))
    return passing, tuple(counts)


def passing_one(code_bits: Mapping[str, int], asked: ChosenGroup, code_words: np.ndarray) -> np.ndarray:
    chosen = [option for option in asked.group.options if option.name in asked.chosen]
    return np.logical_or.reduce([holds(code_bits, option, code_words) != 0 for option in chosen])


def counts_of(code_bits: Mapping[str, int], asked: ChosenGroup, code_words: np.ndarray) -> FilterCounts:
    return FilterCounts(
        without=code_words.shape[1],
        options={
            option.name: int(np.count_nonzero(holds(code_bits, option, code_words))) for option in asked.group.options
        },
    )


def holds(code_bits: Mapping[str, int], option: FilterOption, code_words: np.ndarray) -> np.ndarray:
    """For each row something other than zero where it lists one of the codes, or none is named, and none of `without`.

    An option of one code, as most are, is one operation.
    """
    held = any_bits(masks_of(code_bits, option.codes), code_words) if option.codes else None
    if not option.without:
        return np.ones(code_words.shape[1], dtype=bool) if held is None else held
    clear = any_bits(masks_of(code_bits, option.without), code_words) == 0
    return clear if held is None else clear & (held != 0)


def any_bits(masks: Masks, code_words: np.ndarray) -> np.ndarray:
    if not masks:
        return np.zeros(code_words.shape[1], dtype=bool)
    (word, mask), *others = masks
    found = code_words[word] & mask
    for word, mask in others:
        found |= code_words[word] & mask
    return found


def masks_of(code_bits: Mapping[str, int], codes: Sequence[str]) -> Masks:
    """Codes that nobody lists have no bit."""
    masks: dict[int, int] = {}
    for code in codes:
        bit = code_bits.get(code)
        if bit is not None:
            word, place = divmod(bit, WORD_BITS)
            masks[word] = masks.get(word, 0) | 1 << place
    return [(word, np.uint64(mask)) for word, mask in masks.items()]
