"""How long the sentences of a page are."""

import re
from collections.abc import Iterable

MOST_WORDS, MOST_ON_AVERAGE = 20, 14
CLOSING, OPENING = '"”\u2019»)', '"“\u2018«(¿¡'
ENDS = re.compile(rf"(?<=[.!?:])[{CLOSING}]*\s+(?=[{OPENING}]*\w)|\n+")
WORD = re.compile("[^\\W_]+(?:[-'\u2019.,:/][^\\W_]+)*")  # "twenty-four", "don't", "3.5", "24/7" are one word each


def sentences(texts: Iterable[str]) -> list[str]:
    return [part.strip() for text in texts for part in ENDS.split(text) if part and WORD.search(part)]


def words_in(sentence: str) -> int:
    return len(WORD.findall(sentence))


def long_sentences(texts: Iterable[str]) -> list[str]:
    return [one for one in sentences(texts) if words_in(one) > MOST_WORDS]


def average_words(texts: Iterable[str]) -> float:
    counts = [words_in(one) for one in sentences(texts)]
    return sum(counts) / len(counts) if counts else 0.0
