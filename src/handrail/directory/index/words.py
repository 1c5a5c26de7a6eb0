"""The words of a name, and for each word the rows that hold it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from handrail.directory.domain.edit_distance import FIRST_WITH_ONE, allowed_edits, distance_within
from handrail.kernel.text_folding import fold

SHORTEST_CORRECTED = FIRST_WITH_ONE - 1  # a word of five letters may have lost one
LONGEST_CORRECTED = 40
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


class Spellings:
    """Known words by their letters, so that a misspelt one is compared with few of them.

    An edit takes away at most one letter and adds at most one. So two words whose bags of letters differ by more than
    two for each allowed edit are farther apart than that, and are never compared letter by letter.
    """

    def __init__(self, words: Iterable[str]) -> None:
        known = {word for word in words if SHORTEST_CORRECTED <= len(word) <= LONGEST_CORRECTED}
        self.words = sorted(known, key=lambda word: (len(word), word))
        self.lengths = np.array([len(word) for word in self.words], dtype=np.int64)
        self.letters = np.array([bag_of_letters(word) for word in self.words], dtype=np.uint64)

    def near(self, typed: str) -> tuple[str, ...]:
        """The nearest words within what the length of the typed word allows, by name; none for a short one."""
        most = allowed_edits(typed)
        if not most or len(typed) > LONGEST_CORRECTED:
            return ()
        found: dict[int, list[str]] = {}
        for position, apart in self._likely(typed, most):
            if apart > 2 * most:
                break  # a nearer word was found meanwhile
            away = distance_within(typed, self.words[position], most)
            if away is not None:
                most = away
                found.setdefault(away, []).append(self.words[position])
        return tuple(sorted(found[min(found)])) if found else ()

    def _likely(self, typed: str, most: int) -> list[tuple[int, int]]:
        """Positions of words that may be near enough, the likeliest first, and by how many letters they differ."""
        first, last = self.lengths.searchsorted([len(typed) - most, len(typed) + most + 1])
        apart = np.bitwise_count(self.letters[first:last] ^ np.uint64(bag_of_letters(typed))).astype(np.int64)
        longer = np.abs(self.lengths[first:last] - len(typed))
        likely = (apart + longer <= 2 * most).nonzero()[0]
        order = likely[np.argsort(apart[likely], kind="stable")]
        return list(zip((first + order).tolist(), apart[order].tolist(), strict=True))


def bag_of_letters(word: str) -> int:
    """Which letters a word holds, and which of them twice: 32 bits each. Rare letters share a bit, which only makes
    the sieve coarser."""
    once = twice = 0
    for letter in word:
        bit = 1 << (ord(letter) & 31)
        twice |= once & bit
        once |= bit
    return once | twice << 32
