"""Which sign-in names there may be, and which of them are one and the same.

A name is a word of the person's own choice and a number of ours: `river-4829`. The number is why signing up never has
to say "taken": who asks for a name learns nothing about who has an account here (S13).
"""

import re
import unicodedata
from collections.abc import Sequence

from handrail.web.translation import mark

FEWEST, MOST = 3, 24  # letters and digits of the chosen word. Product choice
NUMERALS = "2346789"  # 0, 1 and 5 are read as letters
SHORTEST_NUMBER, TRIES_OF_A_LENGTH = 4, 8
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# Nobody may sound as if they spoke for this service, or for those who help.
RESERVED = (
    "admin", "administrator", "crisis", "doctor", "help", "handrail", "moderator", "nobody", "nurse", "official",
    "operator", "police", "privacy", "root", "security", "staff", "superuser", "support", "system", "test",
)  # fmt: skip
LOOK_ALIKES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"))


class HandleRefused(ValueError):
    """The message may be shown to the person who chose the name."""


def chosen_word(text: str) -> str:
    """The word as it will be written: small letters without accents. Raises `HandleRefused` with the reason."""
    word = without_accents(text.strip()).replace(" ", "-").replace("_", "-")
    if not WORD.fullmatch(word):
        raise HandleRefused(mark("Please use letters, digits and hyphens only."))
    if not FEWEST <= len(word.replace("-", "")) <= MOST:
        raise HandleRefused(mark("Please choose a name of 3 to 24 letters."))
    if not any(letter.isalpha() for letter in word):
        raise HandleRefused(mark("Please use at least one letter."))
    if is_reserved(word):
        raise HandleRefused(mark("This name is kept for the service itself. Please choose another."))
    return word


def is_reserved(word: str) -> bool:
    """Also where it is dressed up: `adm1n`, `the-handrail-team`, `0fficial`."""
    parts = {seen_alike(part) for part in word.split("-")} | {seen_alike(word)}
    names = {seen_alike(name) for name in RESERVED}
    return bool(parts & names) or seen_alike("handrail") in seen_alike(word)


def seen_alike(handle: str) -> str:
    """The same for all names that people could take for one another: the key that is unique and looked up."""
    key = without_accents(handle)
    for seen, meant in LOOK_ALIKES:
        key = key.replace(seen, meant)
    return "".join(letter for letter in key if letter.isalnum())


def without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


def numbered(word: str, numerals: Sequence[int]) -> str:
    """The whole name. `numerals` come from chance, drawn by the caller."""
    return f"{word}-{''.join(NUMERALS[each % len(NUMERALS)] for each in numerals)}"


def numerals_wanted(tries: int) -> int:
    """A word that many chose gets longer numbers rather than a refusal."""
    return SHORTEST_NUMBER + tries // TRIES_OF_A_LENGTH
