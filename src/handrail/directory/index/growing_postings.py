"""The words of the directory, gathered row by row and sorted when all are known."""

from array import array
from collections.abc import Collection
from itertools import islice

import numpy as np

from handrail.directory.index.pace import Breathe
from handrail.directory.index.words import Postings

WORDS_PER_STEP = 1_000


class GrowingPostings:
    """Words of rows as they come. Each row counts once for each of its words."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.words, self.lengths = array("i"), array("i")

    def add(self, words: Collection[str]) -> None:
        numbers = self.numbers
        self.words.extend([numbers.setdefault(word, len(numbers)) for word in words])
        self.lengths.append(len(words))

    def sorted(self, order: np.ndarray, breathe: Breathe) -> Postings:
        """With the positions that the rows have in this order."""
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        by_word, rows = np.array(self.words, dtype=np.int32), np.repeat(place, np.array(self.lengths, dtype=np.int32))
        rows = rows[np.lexsort((rows, by_word))]
        rows.setflags(write=False)
        breathe()
        ends = np.cumsum(np.bincount(by_word, minlength=len(self.numbers)))
        spans: dict[str, tuple[int, int]] = {}
        words = iter(self.numbers)
        start = 0
        for at in range(0, len(ends), WORDS_PER_STEP):
            for word, end in zip(islice(words, WORDS_PER_STEP), ends[at : at + WORDS_PER_STEP].tolist(), strict=True):
                spans[word] = (start, end)
                start = end
            breathe()
        return Postings(rows=rows, spans=spans)
