"""The columns of days, grown row by row from the database, then sorted and frozen."""

from array import array
from collections import defaultdict
from datetime import time
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from handrail.directory.index.build import ROWS_PER_CHUNK, ROWS_PER_FETCH
from handrail.directory.index.pace import Breathe
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.export.bmlt_formats import Format, formats_said
from handrail.meetings.export.day_columns import DayColumns, Told
from handrail.meetings.index.build import stored_revision
from handrail.meetings.index.packing import numbered
from handrail.meetings.models import Meeting

TEXTS = {"location_municipality": "city", "location_province": "state"}
"""What clients sort by. Any other field is looked up in the database, and costs a look at every row."""

READ = ("pk", "feed_id", "feed__format", "venue", "weekdays", "start", "minutes", "formats", "traits", "languages",
        *TEXTS.values())  # fmt: skip
SHARED = ("starts", "feeds", "venues", *TEXTS)


class Weekly(NamedTuple):
    """A meeting as it is read, in the order of READ."""

    pk: int
    feed: int
    form: str
    venue: str
    days: str
    start: time
    minutes: int
    formats: list[str]
    traits: list[str]
    languages: list[str]
    city: str
    state: str


def days_from_database(breathe: Breathe) -> DayColumns:
    """The revision is read first: rows newer than their label only cause one more rebuild."""
    packing, revision = DayPacking(), stored_revision()
    weekly = Meeting.objects.listed().exclude(weekdays="").order_by().values_list(*READ)
    rows = weekly.iterator(chunk_size=ROWS_PER_FETCH)
    while chunk := list(islice(rows, ROWS_PER_CHUNK)):
        for row in chunk:
            packing.add(Weekly._make(row))
        breathe()
    return packing.columns(revision, breathe)


class DayPacking:
    """What many meetings share is kept once."""

    def __init__(self) -> None:
        self.rows = {name: array("q") for name in ("numbers", "weekdays", "minutes", *SHARED)}
        self.number_of = {name: numbered() for name in SHARED}
        self.holders: dict[Told, array] = defaultdict(lambda: array("q"))
        self.told_as: dict[Format, Told] = {}

    def add(self, row: Weekly) -> None:
        shared = (row.start, row.feed, row.venue, row.city.casefold(), row.state.casefold())
        numbers = {name: self.number_of[name][value] for name, value in zip(SHARED, shared, strict=True)}
        first = len(self.rows["numbers"])
        for day in row.days:
            for name, value in {"numbers": row.pk, "weekdays": int(day), "minutes": row.minutes, **numbers}.items():
                self.rows[name].append(value)
        for told in self.told_by(row):
            self.holders[told].extend(range(first, first + len(row.days)))

    def told_by(self, row: Weekly) -> set[Told]:
        if row.form == FeedFormat.BMLT:
            return {Told(row.feed, key) for key in row.formats}
        said = formats_said(traits=row.traits, venue=row.venue, languages=row.languages, codes=row.formats)
        return {self.told_as[form] if form in self.told_as else self.ours(form) for form in said}

    def ours(self, form: Format) -> Told:
        """Its number is reckoned once."""
        return self.told_as.setdefault(form, Told(0, form.own_id, form.world_id))

    def columns(self, revision: int, breathe: Breathe) -> DayColumns:
        """In the usual order, which then is no search's work: day, hour, length, number."""
        taken = {name: np.array(values, dtype=np.int64) for name, values in self.rows.items()}
        for name in ("starts", *TEXTS):
            taken[name] = ranks(list(self.number_of[name])).take(taken[name])
            breathe()
        order = np.lexsort([taken[name] for name in ("numbers", "minutes", "starts", "weekdays")])
        breathe()
        places = np.empty(len(order), dtype=np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        small = {name: values.take(order).astype(np.int32) for name, values in taken.items() if name != "numbers"}
        return DayColumns(
            revision=revision,
            numbers=taken["numbers"].take(order),
            weekdays=small["weekdays"],
            starts=small["starts"],
            minutes=small["minutes"],
            feed_numbers=small["feeds"],
            venue_numbers=small["venues"],
            feeds=tuple(self.number_of["feeds"]),
            venues=tuple(self.number_of["venues"]),
            clocks=tuple(sorted(self.number_of["starts"])),
            texts={name: small[name] for name in TEXTS},
            holders={told: places.take(rows) for told, rows in self.holders.items()},
            ours=tuple(self.told_as.values()),
        )


def ranks(values: list[Any]) -> np.ndarray:
    """Of each its place among all, in order."""
    placed = {value: place for place, value in enumerate(sorted(values))}
    return np.array([placed[value] for value in values], dtype=np.int64)
