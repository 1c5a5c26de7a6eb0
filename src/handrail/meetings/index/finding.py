"""How the index answers: reach, facts, times; one row of each meeting; then the page in order."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np

from handrail.directory.index.code_bits import bit_counts, mask_words
from handrail.directory.index.option_bits import any_bits, masks_of
from handrail.directory.index.sphere import ground_miles
from handrail.meetings.domain.occurrences import Occurrence, aware
from handrail.meetings.index.almanac import NEVER
from handrail.meetings.index.facts import (
    HELD_ONLINE,
    ONLY_ONLINE,
    SUSPENDED,
    fellowship_fact,
    language_fact,
    trait_fact,
    venue_fact,
)
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.meetings.index.query import Found, FoundMeeting, MeetingQuery, Order
from handrail.meetings.index.reader_clock import falls_on

FAR = np.inf  # how far what has no distance is
NOBODYS = -1  # the bit of a fact that no meeting has


class Rows(NamedTuple):
    """Rows that match so far: positions, the squared chord to each, and their facts, in step."""

    positions: np.ndarray
    squares: np.ndarray
    fact_words: np.ndarray  # (words, rows)

    def kept(self, which: np.ndarray) -> "Rows":
        rows = which.nonzero()[0]
        if len(rows) == len(which):
            return self
        return Rows(self.positions.take(rows), self.squares.take(rows), self.fact_words.take(rows, axis=1))


def find_meetings(index: MeetingIndex, query: MeetingQuery, at: datetime) -> Found:
    """Meetings with the occurrence to join at a moment, or from it on."""
    return found_among(rows_in_reach(index, query), index, query, at)


def found_among(rows: Rows, index: MeetingIndex, query: MeetingQuery, at: datetime) -> Found:
    """The same, of what is in reach already: for whoever asks several questions about one place."""
    moment = int(aware(at).timestamp())
    almanac = index.almanacs.at(moment)
    rows = rows.kept(passes(index, query, rows.fact_words))
    is_suspended = any_bits(masks_of(index.fact_bits, SUSPENDED), rows.fact_words) != 0
    suspended = int(np.count_nonzero(is_suspended))
    rows = rows.kept(is_wanted(index, query, rows.fact_words, is_suspended))
    starts = index.starts(rows.positions, almanac, moment, int(query.grace.total_seconds()))
    if query.asks_for_time:
        chosen = falls_in_time(query, starts, almanac.day)
        rows, starts = rows.kept(chosen), starts.compress(chosen)
    rows, starts = one_row_each(index, rows, starts)
    return Found(
        total=len(starts),
        meetings=page_of(index, query, rows, starts, moment),
        suspended=suspended,
        counts=counts_of(index, rows) if query.counted else {},
    )


def falls_in_time(query: MeetingQuery, starts: np.ndarray, day: int) -> np.ndarray:
    """By the reader's days and hours, and early enough."""
    chosen = starts < (NEVER if query.before is None else int(aware(query.before).timestamp()))
    if query.weekdays or query.parts_of_day:
        chosen &= falls_on(starts, zone=query.reader_zone, day=day, weekdays=query.weekdays, parts=query.parts_of_day)
    return chosen


def rows_in_reach(index: MeetingIndex, query: MeetingQuery) -> Rows:
    """A meeting that is held only online is not near anybody, wherever its list has put it."""
    if query.latitude is None or query.longitude is None:
        return without_distance(index, index.held_online if query.online else index.every_position)
    positions, squares = index.circle(query.latitude, query.longitude, query.miles)
    near = Rows(positions, squares, index.fact_words.take(positions, axis=1))
    near = near.kept(any_bits(masks_of(index.fact_bits, ONLY_ONLINE), near.fact_words) == 0)
    if query.miles is None:
        near = joined(near, in_a_room(without_distance(index, index.every_position[index.located :]), index))
    if not query.online:
        return near
    elsewhere = without_distance(index, online_elsewhere(index, near))
    return elsewhere if query.only_elsewhere else joined(near, elsewhere)


def in_a_room(rows: Rows, index: MeetingIndex) -> Rows:
    return rows.kept(any_bits(masks_of(index.fact_bits, ONLY_ONLINE), rows.fact_words) == 0)


def online_elsewhere(index: MeetingIndex, near: Rows) -> np.ndarray:
    """Positions of what is held online and is not among the rows already."""
    known = near.positions.compress(any_bits(masks_of(index.fact_bits, HELD_ONLINE), near.fact_words) != 0)
    is_new = np.ones(len(index.held_online), dtype=bool)
    is_new[index.held_online.searchsorted(known)] = False
    return index.held_online.compress(is_new)


def without_distance(index: MeetingIndex, positions: np.ndarray) -> Rows:
    return Rows(positions, np.full(len(positions), FAR), index.fact_words.take(positions, axis=1))


def joined(first: Rows, second: Rows) -> Rows:
    return Rows(*(np.concatenate(pair, axis=-1) for pair in zip(first, second, strict=True)))


def passes(index: MeetingIndex, query: MeetingQuery, fact_words: np.ndarray) -> np.ndarray:
    """All of the traits; of the other choices one each."""
    passing = has_all(index, [trait_fact(trait) for trait in query.all_traits], fact_words)
    for facts in (map(fellowship_fact, query.fellowships), map(language_fact, query.languages)):
        if chosen := tuple(facts):
            passing &= any_bits(masks_of(index.fact_bits, chosen), fact_words) != 0
    return passing


def has_all(index: MeetingIndex, facts: Sequence[str], fact_words: np.ndarray) -> np.ndarray:
    bits = [index.fact_bits.get(fact, NOBODYS) for fact in facts]
    if NOBODYS in bits or not facts:
        return np.full(fact_words.shape[1], not facts)
    all_of = mask_words(sum(1 << bit for bit in bits), len(fact_words))
    return np.logical_and.reduce((fact_words & all_of) == all_of, axis=0)


def is_wanted(index: MeetingIndex, query: MeetingQuery, fact_words: np.ndarray, is_suspended: np.ndarray) -> np.ndarray:
    """As it is held; what is not held now only where it is asked for by name."""
    if not query.venues:
        return ~is_suspended
    return any_bits(masks_of(index.fact_bits, tuple(map(venue_fact, query.venues))), fact_words) != 0


def one_row_each(index: MeetingIndex, rows: Rows, starts: np.ndarray) -> tuple[Rows, np.ndarray]:
    """Of each meeting the first of its rows, and the earliest beginning of all."""
    ids = index.meeting_ids.take(rows.positions)
    is_first = np.ones(len(ids), dtype=bool)
    np.not_equal(ids[1:], ids[:-1], out=is_first[1:])
    firsts = is_first.nonzero()[0]
    if len(firsts) == len(ids):
        return rows, starts
    return rows.kept(is_first), np.minimum.reduceat(starts, firsts)


def page_of(
    index: MeetingIndex, query: MeetingQuery, rows: Rows, starts: np.ndarray, moment: int
) -> tuple[FoundMeeting, ...]:
    """What has begun comes first, and the nearest of it; then the soonest; the nearer of two that begin together."""
    soonest = np.maximum(starts, moment)
    main = soonest if query.order is Order.NEXT else np.where(starts < NEVER, rows.squares, FAR)
    end = query.page * query.page_size
    some = foremost(main, end)
    ranks = index.id_rank.take(rows.positions.take(some))
    order = np.lexsort((ranks, rows.squares.take(some), soonest.take(some), main.take(some)))
    page = some.take(order[end - query.page_size : end])
    return found(index, rows.positions.take(page), rows.squares.take(page), starts.take(page))


def foremost(keys: np.ndarray, end: int) -> np.ndarray:
    """The rows that can stand on a page that ends there: those up to its last key."""
    if not 0 < end < len(keys):
        return np.arange(len(keys))
    return (keys <= np.partition(keys, end - 1)[end - 1]).nonzero()[0]


def found(
    index: MeetingIndex, positions: np.ndarray, squares: np.ndarray, starts: np.ndarray
) -> tuple[FoundMeeting, ...]:
    zones = [index.zone_names[number] for number in index.zones.take(positions).tolist()]
    lengths = index.seconds.take(positions).tolist()
    miles = ground_miles(np.minimum(squares, 4.0)).tolist()
    return tuple(
        FoundMeeting(
            meeting_id,
            None if start == NEVER else Occurrence(moment_of(start), moment_of(start + length), zone),
            None if square == FAR else far,
        )
        for meeting_id, start, length, zone, square, far in zip(
            index.meeting_ids.take(positions).tolist(), starts.tolist(), lengths, zones, squares.tolist(), miles,
            strict=True,
        )
    )  # fmt: skip


def moment_of(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def counts_of(index: MeetingIndex, rows: Rows) -> dict[str, int]:
    counts = bit_counts(rows.fact_words).tolist()
    return {fact: counts[bit] for fact, bit in index.fact_bits.items()}
