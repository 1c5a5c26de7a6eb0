"""What a person typed into the one box, read as services, a place, and words of a name. All three may be meant."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

Words = tuple[str, ...]
LONGEST_PLACE = 5  # words: "Truth or Consequences New Mexico"


@dataclass(frozen=True)
class Vocabulary:
    """Phrases that name services, words that lead to a place, and words that say nothing by themselves."""

    phrases: Mapping[Words, str]
    connectors: Collection[str]
    fillers: Collection[str]

    @property
    def longest_phrase(self) -> int:
        return max(map(len, self.phrases), default=0)


@dataclass(frozen=True)
class Reading:
    """`place` are the words that name a place, if any do; `rest` is what might name one, misspelt."""

    services: tuple[str, ...]
    place: Words
    rest: Words
    name: Words


def read_typed(
    words: Sequence[str],
    known: Vocabulary,
    *,
    is_place: Callable[[Words], bool],
    is_large_town: Callable[[Words], bool],
) -> Reading:
    """Each word may serve twice: "Chicago Methadone Center" is a place, a service and a name."""
    services, others = services_in(words, known)
    rest = tuple(word for word in others if word not in known.connectors and word not in known.fillers)
    candidates = [tuple(words), after_connector(words, known), rest, *ends_of(rest)]
    place = next((each for each in candidates if 0 < len(each) <= LONGEST_PLACE and is_place(each)), ())
    place = place or within_sentence(words, known, is_place=is_place, is_large_town=is_large_town)
    if not place and rest and is_large_town(rest[-1:]):  # "gateway chicago"; but "phoenix house" is no town
        place = rest[-1:]
    name = tuple(word for word in words if word not in known.connectors)
    return Reading(services=services, place=place, rest=rest, name=name)


def services_in(words: Sequence[str], known: Vocabulary) -> tuple[tuple[str, ...], Words]:
    """The longest phrase at each word, from left to right; and the words that no phrase took."""
    found: dict[str, None] = {}
    others: list[str] = []
    at = 0
    while at < len(words):
        length = phrase_length(words, at, known)
        if length:
            found[known.phrases[tuple(words[at : at + length])]] = None
        else:
            others.append(words[at])
        at += length or 1
    return tuple(found), tuple(others)


def phrase_length(words: Sequence[str], at: int, known: Vocabulary) -> int:
    for length in range(min(known.longest_phrase, len(words) - at), 0, -1):
        if tuple(words[at : at + length]) in known.phrases:
            return length
    return 0


def after_connector(words: Sequence[str], known: Vocabulary) -> Words:
    """What follows the last "in" or "near", unless it says nothing: "near me" is not Maine."""
    places = [place for place, word in enumerate(words) if word in known.connectors]
    after = tuple(words[places[-1] + 1 :]) if places else ()
    return () if all(word in known.fillers for word in after) else after


def within_sentence(
    words: Sequence[str],
    known: Vocabulary,
    *,
    is_place: Callable[[Words], bool],
    is_large_town: Callable[[Words], bool],
) -> Words:
    """A place with more said after it: "detox in Chicago, I have no insurance". The last one that was led to."""
    for start in reversed([at + 1 for at, word in enumerate(words) if word in known.connectors]):
        for end in range(min(len(words), start + LONGEST_PLACE), start, -1):
            led_to = tuple(words[start:end])
            if is_place(led_to) if end > start + 1 else is_large_town(led_to):
                return led_to
    return ()


def ends_of(words: Words) -> list[Words]:
    """Shorter and shorter tails, then heads, of two words and more: a single word names a town too easily."""
    longest = min(len(words) - 1, LONGEST_PLACE)
    tails = [words[-length:] for length in range(longest, 1, -1)]
    heads = [words[:length] for length in range(longest, 1, -1)]
    return [*tails, *heads]
