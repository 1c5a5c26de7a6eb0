"""Whether a meeting has the formats that are asked for, by their shared numbers.

Servers write the same format under other keys, so what counts is the world id behind a number where there is one: asked
for "Open" of one feed, the open meetings of all are found.
"""

from functools import cached_property
from typing import Any

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.export.bmlt_formats import BY_TRAIT, BY_VENUE, CODES_OF_TRAITS, Format, FormatBook, of_language
from handrail.meetings.export.bmlt_parameters import Numbers
from handrail.meetings.export.queries import Publishers

LANGUAGE = "LANG"  # says only "a language", so the number alone tells which


class FormatMatching:
    """One search. What rows with the same formats say is worked out once."""

    columns = ("feed_id", "formats", "traits", "languages", "venue")

    def __init__(self, ids: Numbers, *, any_of_them: bool, book: FormatBook, known: Publishers) -> None:
        self.ids, self.any_of_them, self.book, self.known = ids, any_of_them, book, known
        self.judged: dict[str, bool] = {}

    @property
    def is_asked(self) -> bool:
        return self.ids.is_told

    @property
    def matches_nothing(self) -> bool:
        return self.ids.matches_nothing

    @cached_property
    def wanted(self) -> set[str]:
        return {self.meaning(str(each)) for each in self.ids.wanted}

    @cached_property
    def unwanted(self) -> set[str]:
        return {self.meaning(str(each)) for each in self.ids.unwanted}

    def matches(self, row: tuple[Any, ...]) -> bool:
        written = repr(row)
        if written not in self.judged:
            self.judged[written] = self.judge(self.meanings(*row))
        return self.judged[written]

    def judge(self, meanings: set[str]) -> bool:
        if not self.unwanted.isdisjoint(meanings):
            return False
        if self.any_of_them:
            return not self.wanted or not self.wanted.isdisjoint(meanings)
        return self.wanted <= meanings

    def meanings(self, feed: int, formats: list[str], traits: list[str], languages: list[str], venue: str) -> set[str]:
        if self.known.by_id[feed].format == FeedFormat.BMLT:
            own = [own_id for key in formats for _, own_id in self.book.by_key.get((feed, key), [])]
            return {self.meaning(each) for each in own}
        told = [BY_TRAIT[trait] for trait in traits if trait in BY_TRAIT]
        told += [form for held, form in BY_VENUE.items() if held == venue]
        told += [of_language(language) for language in languages]
        told += [Format(key=code, name=code) for code in formats if code not in CODES_OF_TRAITS]
        return {self.meaning(each.own_id, each.world_id) for each in told}

    def meaning(self, own_id: str, world_id: str = "") -> str:
        world_id = world_id or self.book.world_id(own_id)
        return world_id if world_id not in ("", LANGUAGE) else own_id
