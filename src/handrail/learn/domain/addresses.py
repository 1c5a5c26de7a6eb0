"""Which names a page may have in its address."""

import re
from collections.abc import Iterator

LONGEST = 80
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN = frozenset({"claims", "did-this-help"})  # addresses of our own beside the pages


def name_problems(slug: str) -> Iterator[str]:
    if not NAME.fullmatch(slug):
        yield "An address is made of small letters without accents, digits and hyphens."
    if len(slug) > LONGEST:
        yield f"An address has at most {LONGEST} characters."
    if slug in TAKEN:
        yield "This address is taken."


def can_be_reached(slug: str) -> bool:
    return not any(name_problems(slug))
