"""Printing instead of sending: all that a demonstration does (S36)."""

import sys

from handrail.messaging.channels.interface import Letter, Receipt
from handrail.messaging.words import text_of


class Console:
    """Prints what a person would read, and never to whom: a terminal is a log too."""

    def send(self, letter: Letter) -> Receipt:
        sys.stdout.write(f"[message {letter.key}] {text_of(letter)}\n")
        sys.stdout.flush()
        return Receipt()

    def forget(self, provider_id: str) -> None:
        """Nobody keeps anything."""
