"""A short note under a meeting."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """`tone` is a class of the style: none, `ask`, `warn`."""

    words: str
    tone: str = ""
