"""From a search for paths to the list: what a filter can hold goes along, and what none can is said, never lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handrail.kernel.sealed_tokens import TokenRefused
from handrail.pages import choices
from handrail.pages.forms import UNDER_18, Search, SearchRefused
from handrail.pages.urgency import calm, urgent
from handrail.pathways.domain.paths import Line
from handrail.pathways.queries import naloxone_words, safety_lines
from handrail.web.translation import mark, translate

# In the words of the filters. Without insurance, what costs nothing or little.
AS_FILTER: dict[str, tuple[str, str]] = {
    "payment:medicaid": ("payment", "medicaid"),
    "payment:medicare": ("payment", "medicare"),
    "payment:private": ("payment", "private"),
    "payment:military": ("payment", "military"),
    "payment:va": ("payment", "va"),
    "payment:tribal": ("payment", "tribal"),
    "payment:none": ("payment", "low_cost"),
    "under_18": ("age", "under_18"),
    "need:woman": ("sex", "women"),
    "need:man": ("sex", "men"),
    "medicine:methadone": ("medicine", "on_methadone"),
    "medicine:buprenorphine": ("medicine", "on_buprenorphine"),
    **{
        f"language:{name}": ("language", name) for name in ("spanish", *(name for name, _ in choices.LANGUAGES if name))
    },
}
ADULT = 18
AGE_WORDS = mark("Age %(age)s")
WORDS = {f"medicine:{name}": words for name, words in choices.MEDICINES if name}


@dataclass(frozen=True)
class FromPaths:
    """What the list says of the search that led to it: dangers first, and what the person must ask for themselves."""

    who: str
    urgent: list[Line]
    calm: list[Line]
    naloxone: str
    not_carried: str


def filters_of(search: Search) -> dict[str, tuple[str, ...]]:
    """By group of the list's filters."""
    chosen: dict[str, tuple[str, ...]] = {}
    for group, option in (AS_FILTER[value] for value in asked(search) if value in AS_FILTER):
        chosen[group] = tuple(dict.fromkeys((*chosen.get(group, ()), option)))
    return chosen


def asked(search: Search) -> Iterator[str]:
    """All that the search for paths holds beside the place and how far, as values."""
    yield from search.matters
    if search.medicine:
        yield f"medicine:{search.medicine}"
    if search.language:
        yield f"language:{search.language}"
    if is_minor(search):
        yield UNDER_18


def is_minor(search: Search) -> bool:
    return search.age.isascii() and search.age.isdigit() and int(search.age) < ADULT


def not_carried(search: Search, language: str) -> list[str]:
    """In the reader's words."""
    left = [value for value in asked(search) if value not in AS_FILTER]
    named = [WORDS[value] for value in left if value in WORDS] + choices.words_of(tuple(left))
    spoken = [translate(words, language) for words in named]
    return spoken if not search.age or is_minor(search) else [*spoken, translate(AGE_WORDS, language, age=search.age)]


def from_paths(token: str, language: str, *, at: datetime) -> FromPaths | None:
    """None where no good search for paths led here."""
    try:
        search = Search.from_token(token, at=at)
        first = safety_lines(search.need(), language, search.who)
    except (TokenRefused, SearchRefused):
        return None
    left = ", ".join(not_carried(search, language))
    return FromPaths(search.who, urgent(first), calm(first), naloxone_words(language), left)
