"""In which order facilities of a name are shown: words found as typed before words that had to be corrected."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class WordMatch:
    """For one typed word, the known words it may stand for, and whether they were only found by correcting it."""

    typed: str
    known: tuple[str, ...]
    is_corrected: bool


def rank(name: Collection[str], everything: Collection[str], matches: Collection[WordMatch]) -> tuple[int, ...]:
    """Smaller is better: most words found, most of them as typed, most of them in the name itself, shortest name."""
    found = [match for match in matches if any(word in everything for word in match.known)]
    as_typed = sum(not match.is_corrected for match in found)
    in_name = sum(any(word in name for word in match.known) for match in found)
    return (-len(found), -as_typed, -in_name, len(name))


def is_good_enough(found: int, asked: int) -> bool:
    """At least half of the words, and all of them where only two were typed or fewer."""
    return found >= asked if asked <= 2 else found * 2 > asked


def shown_as(words: Collection[str], corrections: Mapping[str, str]) -> str:
    """The words as they were understood, for "Showing results for ..."."""
    return " ".join(corrections.get(word, word) for word in words)
