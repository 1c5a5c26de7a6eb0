"""Who has room for this person: worked out in each search, of the few facilities that are open for anybody.

A bed for men is no bed for a woman, so "open now" hangs on who asks. The rule is `domain/room.py`; here it is asked of
many facilities at once, each with a word for every payer, in which a bit stands for a group that has room.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handrail.directory.domain.open_places import Group, Level, Payer
from handrail.directory.index.openness import Openness
from handrail.directory.index.search_index import SearchIndex
from handrail.pathways.domain.care_rules import doors
from handrail.pathways.domain.matching import IN_BED, holds
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import PLACE_OF
from handrail.pathways.domain.room import (
    BIT_OF_GROUP,
    WORD_OF_PAYER,
    fitting_word,
    payers,
    whoever_pays,
    words_of_payers,
)
from handrail.pathways.domain.traits import BIT_OF
from handrail.pathways.domain.vocabulary import open_trait

Words = npt.NDArray[np.uint64]

FIRST_DOSE = Group(Level.OUTPATIENT_MEDICINE)
"""What a call hears of: a first dose today, for anyone. It speaks only where nothing fresh was counted."""


@dataclass(frozen=True, eq=False)
class WhoIsOpen:
    """Rows of the index with room for somebody, ascending, and the groups of each that have it, by who may pay."""

    rows: npt.NDArray[np.int64]
    groups: Words

    def mark(self, traits: Words, rows: npt.NDArray[np.int64], need: Need) -> bool:
        """Sets the traits of "open now" in the traits of these ascending rows. False where none of them is open."""
        if not len(self.rows):
            return False
        at = rows.searchsorted(self.rows)
        inside = at < len(rows)
        inside[inside] = rows[at[inside]] == self.rows[inside]
        at, groups = at[inside], paid_by(self.groups[inside], need)
        for place, is_open in open_at(groups, holds(traits[at], IN_BED), need):
            word, bit = divmod(BIT_OF[open_trait(place)], 64)
            traits[at, word] |= is_open.astype(np.uint64) << np.uint64(bit)
        return bool(len(at))

    def is_anyone(self, need: Need) -> bool:
        """Whether one of all of them has room for this person, wherever it is."""
        words = (fitting_word(need, role=role, place=place) for role, place in looked_at(need))
        groups = paid_by(self.groups, need)
        return any(bool((groups & np.uint64(word)).any()) for word in words)


def paid_by(groups: Words, need: Need) -> Words:
    """Of each facility one word: the groups that this person can pay for."""
    return np.bitwise_or.reduce(groups[:, words_of_payers(payers(need))], axis=1)


def looked_at(need: Need) -> list[tuple[str, str]]:
    """The role and the sort of place of each first leg that a search may look at."""
    if need.is_for_opioids:
        return [("start", place) for place in PLACE_OF.values()]
    return [("care", door.value) for door in doors(need)]


def open_at(groups: Words, has_bed: npt.NDArray[np.bool_], need: Need) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
    """For each sort of place, which of these facilities have room. Withdrawal without a bed is by day visits."""
    fits = {
        place: (groups & np.uint64(fitting_word(need, role=role, place=place))) != 0 for role, place in looked_at(need)
    }
    if "withdrawal" in fits:
        fits["withdrawal"] = np.where(has_bed, fits["withdrawal"], fits["day"])
    yield from fits.items()


def who_is_open(index: SearchIndex) -> WhoIsOpen:
    rows, openness = index.open_now.nonzero()[0], index.openness or Openness()
    counted: dict[int, list[int]] = {}
    for facility_id, group in openness.room_until:
        add(group, counted.setdefault(facility_id, [0] * len(Payer)))
    words = [words_of(facility_id, counted, openness) for facility_id in index.facility_ids[rows].tolist()]
    return WhoIsOpen(rows, np.array(words, dtype=np.uint64).reshape(len(words), len(Payer)))


def words_of(facility_id: int, counted: dict[int, list[int]], openness: Openness) -> list[int]:
    if facility_id in openness.heard_until:
        return counted.get(facility_id, [0] * len(Payer))
    return add(FIRST_DOSE, [0] * len(Payer))


def add(group: Group, words: list[int]) -> list[int]:
    words[WORD_OF_PAYER[group.payer]] |= 1 << BIT_OF_GROUP[whoever_pays(group)]
    return words
