"""Facilities by their names, also misspelt: few candidates from the index, ranked by what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from handrail.directory.domain.name_ranking import WordMatch, is_good_enough, rank
from handrail.directory.domain.typed_words import Reading
from handrail.directory.index.companions import kept_with_facilities
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.words import Spellings, words_of
from handrail.directory.looking_up.services import vocabulary
from handrail.directory.models import Facility

MOST_SHOWN, LOOKED_AT = 20, 200


@dataclass(frozen=True)
class NamesFound:
    """The best facilities first, and for each word that was corrected what it was taken for."""

    facilities: tuple[Facility, ...]
    corrections: dict[str, str]


def name_spellings(index: SearchIndex) -> Spellings:
    """All words of names, programs and towns in this index."""
    return kept_with_facilities(index, __name__, lambda bare: Spellings(bare.postings.spans))


def match_words(index: SearchIndex, words: Sequence[str]) -> list[WordMatch]:
    return [match_word(index, word) for word in dict.fromkeys(words)]


def match_word(index: SearchIndex, word: str) -> WordMatch:
    if word in index.postings.spans:
        return WordMatch(word, (word,), is_corrected=False)
    return WordMatch(word, name_spellings(index).near(word), is_corrected=True)


def facilities_named(index: SearchIndex, reading: Reading, *, state: str | None = None) -> NamesFound:
    """At most twenty, in one query. All words order what the telling ones have found."""
    matches = match_words(index, reading.name)
    telling = telling_words(matches, reading)
    pks = index.facility_ids[best_positions(index, telling, state)].tolist()
    found = [facility for facility in Facility.objects.listed().in_bulk(pks).values() if is_named(facility, telling)]
    found.sort(key=lambda facility: (*rank_of(facility, matches), facility.name, facility.public_id))
    return NamesFound(tuple(found[:MOST_SHOWN]), corrections(telling, found[:MOST_SHOWN]))


def telling_words(matches: Sequence[WordMatch], reading: Reading) -> list[WordMatch]:
    """Words of a name alone; where there is none those that name a service too, and at last those of a place."""
    named = [match for match in matches if match.typed not in vocabulary().fillers]
    beside_place = [match for match in named if match.typed not in reading.place]
    return [match for match in beside_place if match.typed in reading.rest] or beside_place or named


def best_positions(index: SearchIndex, telling: Sequence[WordMatch], state: str | None) -> np.ndarray:
    """Rows that hold enough of the words, those with most of them first."""
    everywhere = [[0, index.size]]
    rows = [
        np.unique(np.concatenate([index.postings.of(word, everywhere) for word in match.known]))
        for match in telling
        if match.known
    ]
    if not rows:
        return np.empty(0, dtype=np.int64)
    positions, counts = np.unique(np.concatenate(rows), return_counts=True)
    enough = np.array([is_good_enough(int(count), len(telling)) for count in range(int(counts.max()) + 1)])
    positions, counts = positions[enough[counts]], counts[enough[counts]]
    positions = positions[np.argsort(-counts, kind="stable")]
    if state is not None:
        in_state = [index.state[position] == state for position in positions.tolist()]
        positions = positions[in_state] if any(in_state) else positions
    return positions[:LOOKED_AT]


def is_named(facility: Facility, telling: Sequence[WordMatch]) -> bool:
    """A place that only lies in the town that was typed is found through the town, not here."""
    named = {*words_of(facility.name), *words_of(facility.program)}
    return any(word in named for match in telling for word in match.known)


def rank_of(facility: Facility, matches: Sequence[WordMatch]) -> tuple[int, ...]:
    name = words_of(facility.name)
    return rank(name, {*name, *words_of(facility.program), *words_of(facility.city)}, matches)


def corrections(telling: Sequence[WordMatch], shown: Sequence[Facility]) -> dict[str, str]:
    """What each misspelt word was taken for, as the first facility that is shown has it."""
    held = [{*words_of(one.name), *words_of(one.program), *words_of(one.city)} for one in shown]
    taken: dict[str, str] = {}
    for match in telling:
        word = next((word for words in held for word in match.known if word in words), None)
        if match.is_corrected and word:
            taken[match.typed] = word
    return taken
