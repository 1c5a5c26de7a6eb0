"""Whether a meeting has the formats that are asked for, by their shared numbers.

Servers write the same format under other keys, so what counts is the world id behind a number where there is one: asked
for "Open" of one feed, the open meetings of all are found.
"""

from functools import cached_property
from typing import Any

import numpy as np

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.export.bmlt_formats import FormatBook, formats_said
from handrail.meetings.export.bmlt_parameters import Numbers
from handrail.meetings.export.day_columns import DayColumns, Told
from handrail.meetings.export.queries import Publishers


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
        return {self.book.meaning(str(each)) for each in self.ids.wanted}

    @cached_property
    def unwanted(self) -> set[str]:
        return {self.book.meaning(str(each)) for each in self.ids.unwanted}

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
            return {self.book.meaning(each) for each in own}
        told = formats_said(traits=traits, venue=venue, languages=languages, codes=formats)
        return {self.book.meaning(each.own_id, each.world_id) for each in told}

    def rows(self, days: DayColumns) -> np.ndarray:
        """The same of all rows at once."""
        wanted, unwanted = (
            [days.saying_any(self.told_as(each, days)) for each in some] for some in (self.wanted, self.unwanted)
        )
        passing = days.every_row()
        if wanted:
            passing = (np.logical_or if self.any_of_them else np.logical_and).reduce(wanted)
        for rows in unwanted:
            passing &= ~rows
        return passing

    def told_as(self, meaning: str, days: DayColumns) -> list[Told]:
        by_feeds = [Told(*each) for each in self.book.keys_meaning.get(meaning, [])]
        return by_feeds + [each for each in days.ours if self.book.meaning(each.key, each.world_id) == meaning]
