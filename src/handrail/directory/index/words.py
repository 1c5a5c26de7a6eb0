"""The words of a name, and for each word the rows that hold it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from handrail.kernel.text_folding import fold

WORD = re.compile(r"\w+")
NO_ROWS = np.empty(0, dtype=np.int32)
NO_ROWS.setflags(write=False)


def words_of(text: str) -> tuple[str, ...]:
    """'St. Mary's Bayamón' holds the words st, mary, s, bayamon."""
    return tuple(WORD.findall(fold(text)))


def wanted_words(words: Iterable[str]) -> frozenset[str]:
    """What a query asks for. Blank is nothing asked; a sign that is no word stays, and so matches no row."""
    asked: set[str] = set()
    for text in words:
        if text.strip():
            asked.update(words_of(text) or (text,))
    return frozenset(asked)


@dataclass(frozen=True, eq=False, slots=True)
class Postings:
    """Row positions by word, ascending, all in one array; a word knows where its own begin and end."""

    rows: np.ndarray
    spans: dict[str, tuple[int, int]]

    def of(self, word: str, runs: list[list[int]]) -> np.ndarray:
        """The rows in these runs of positions that hold the word."""
        start, end = self.spans.get(word, (0, 0))
        rows = self.rows[start:end]
        edges = rows.searchsorted(np.array(runs, dtype=np.int32).ravel()).tolist()
        parts = [rows[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True)]
        return np.concatenate([NO_ROWS, *parts])


def build_postings(words_by_row: Sequence[Iterable[str]]) -> Postings:
    """Each row counts once for each of its words."""
    numbers: dict[str, int] = {}
    word_numbers: list[int] = []
    lengths: list[int] = []
    for words in words_by_row:
        before = len(word_numbers)
        word_numbers += [numbers.setdefault(word, len(numbers)) for word in words]
        lengths.append(len(word_numbers) - before)
    by_word = np.array(word_numbers, dtype=np.int32)
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    rows = rows[np.argsort(by_word, kind="stable")]
    rows.setflags(write=False)
    ends = np.cumsum(np.bincount(by_word, minlength=len(numbers))).tolist()
    return Postings(rows=rows, spans=dict(zip(numbers, zip([0, *ends], ends, strict=False), strict=True)))
