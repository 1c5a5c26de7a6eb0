"""What each row says to each option of the filters, worked out once when the index is made: one bit each.

A list counts some ninety options at each search. Asked of the codes one by one that took most of the search; as bits
they are all counted together, and a choice is one mask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from handrail.directory.domain.filters import FilterGroup, FilterOption
from handrail.directory.index.code_bits import WORD_BITS
from handrail.directory.index.pace import Breathe

ROWS_PER_STEP = 10_000

Masks = list[tuple[int, np.uint64]]  # the words of a row that hold any of the codes, each with its bits


@dataclass(frozen=True, eq=False, slots=True)
class OptionBits:
    """Bit b of a row: whether the option of that number holds there. A group's options stand side by side."""

    words: np.ndarray  # (rows, words)
    first_bit: Mapping[str, int]  # by the name of the group

    def mask(self, group: FilterGroup, chosen: Sequence[str]) -> int:
        first = self.first_bit[group.name]
        return sum(1 << first + number for number, option in enumerate(group.options) if option.name in chosen)


def option_bits(
    groups: Sequence[FilterGroup], code_bits: Mapping[str, int], code_words: np.ndarray, breathe: Breathe
) -> OptionBits:
    """For all rows of `code_words` (rows, words), a step at a time."""
    options = [option for group in groups for option in group.options]
    width = -(-len(options) // WORD_BITS)
    words = np.empty((len(code_words), width), dtype="<u8")
    for start in range(0, len(words), ROWS_PER_STEP):
        step = code_words[start : start + ROWS_PER_STEP].T
        bits = np.zeros((step.shape[1], width * WORD_BITS), dtype=bool)
        for number, option in enumerate(options):
            bits[:, number] = holds(code_bits, option, step)
        words[start : start + ROWS_PER_STEP] = np.packbits(bits, axis=1, bitorder="little").view("<u8")
        breathe()
    words.setflags(write=False)
    return OptionBits(words, first_bits(groups))


def first_bits(groups: Sequence[FilterGroup]) -> dict[str, int]:
    starts, at = {}, 0
    for group in groups:
        starts[group.name] = at
        at += len(group.options)
    return starts


def holds(code_bits: Mapping[str, int], option: FilterOption, code_words: np.ndarray) -> np.ndarray:
    """For each row of (words, rows), whether it lists one of the codes, or none is named, and none of `without`."""
    is_clear = any_bits(masks_of(code_bits, option.without), code_words) == 0
    return is_clear & (any_bits(masks_of(code_bits, option.codes), code_words) != 0) if option.codes else is_clear


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
