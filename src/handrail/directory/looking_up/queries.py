"""The one search box: names, towns and services from one line of text, and the places near one that offer a service."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from handrail.directory.card_facts import CardFacts, card_facts
from handrail.directory.domain.name_ranking import shown_as
from handrail.directory.domain.typed_words import Reading, read_typed
from handrail.directory.index.live import current_index
from handrail.directory.index.query import SearchQuery
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.index.words import words_of
from handrail.directory.looking_up.names import facilities_named
from handrail.directory.looking_up.places_typed import TypedPlaces, is_large_town, is_place, nearly_named, places_named
from handrail.directory.looking_up.services import (
    Service,
    by_label,
    service_spellings,
    services,
    vocabulary,
    words_in,
    words_of_phrases,
)
from handrail.directory.models import Facility
from handrail.directory.places.place import Place

LONGEST_TEXT, MOST_WORDS, MOST_SERVICES = 200, 40, 6
SENTENCE = 5  # words: so many that name no facility are somebody's story
NEAR_MILES, PAGE_SIZE = 100.0, 20


@dataclass(frozen=True)
class ServiceFound:
    """`facilities` list it: within 100 miles of the one place that was named, else in all."""

    service: Service
    name: str
    facilities: int


@dataclass(frozen=True)
class Found:
    """What the text may mean. `understood` is empty where nothing had to be corrected; `where` are the words that name
    a place, also where it may be any of several. `is_sentence`: more was told than one line can be read for."""

    places: TypedPlaces
    services: tuple[ServiceFound, ...]
    cards: tuple[CardFacts, ...]
    understood: str = ""
    where: str = ""
    is_sentence: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.places or self.services or self.cards)


@dataclass(frozen=True)
class NearPage:
    """One page of places around a point, the nearest first. `is_far`: none within 100 miles, so all are shown."""

    cards: tuple[CardFacts, ...]
    total: int
    number: int
    pages: int
    is_far: bool


def look_up(*, text: str, language: str, known: Collection[str] = ()) -> Found:
    """Reads the text every way it may be meant. Two queries beside those that browsing keeps in memory.

    `known` are words that mean something elsewhere, as on a health page: they are no misspelt town or service.
    """
    index = current_index()
    typed = words_of(text[:LONGEST_TEXT])[:MOST_WORDS]
    words, corrected = with_services_corrected(index, typed, known, language)
    reading = read_typed(words, vocabulary(), is_place=is_place, is_large_town=is_large_town)
    places = places_named(reading.place) or places_nearly(index, reading, known)
    is_more = reading.place != words  # a place and something beside it
    names = facilities_named(index, reading, state=places.state if is_more else None)
    corrected = {**names.corrections, **corrected}
    return Found(
        places=places,
        services=services_found(index, reading, places.only, language),
        cards=tuple(card_facts(facility, language) for facility in names.facilities),
        understood=understood(typed, corrected, reading, places),
        where="" if set(reading.place) <= set(vocabulary().fillers) else " ".join(reading.place),
        is_sentence=len(typed) >= SENTENCE and not names.facilities,
    )


def with_services_corrected(
    index: SearchIndex, words: Sequence[str], known: Collection[str], language: str
) -> tuple[tuple[str, ...], dict[str, str]]:
    """A word that nobody knows is taken for the service that it nearly names: "methodone". Of two that are equally near
    the one in the reader's language is meant."""
    corrected: dict[str, str] = {}
    for word in words:
        if word in words_of_phrases() or word in index.postings.spans or word in known or is_place((word,)):
            continue
        near = service_spellings().near(word)
        if near:
            corrected[word] = next((one for one in near if one in words_in(language)), near[0])
    return tuple(corrected.get(word, word) for word in words), corrected


def places_nearly(index: SearchIndex, reading: Reading, known: Collection[str]) -> TypedPlaces:
    """Only where some word that is left is known from no name: "Haven House" is not a misspelt town."""
    if all(word in index.postings.spans or word in known for word in reading.rest):
        return TypedPlaces()
    return nearly_named(reading.rest)


def services_found(
    index: SearchIndex, reading: Reading, place: Place | None, language: str
) -> tuple[ServiceFound, ...]:
    keys = reading.services or (() if reading.place else by_label(reading.name))
    return tuple(
        ServiceFound(service, service.name(language), count_near(index, service, place))
        for service in (services()[key] for key in keys[:MOST_SERVICES])
    )


def count_near(index: SearchIndex, service: Service, place: Place | None) -> int:
    point = (place.latitude, place.longitude, NEAR_MILES) if place else (0.0, 0.0, None)
    return index.search(SearchQuery(*point, groups=(service.codes,), page_size=0)).total


def understood(typed: Sequence[str], corrected: dict[str, str], reading: Reading, places: TypedPlaces) -> str:
    if places and places.is_corrected:
        first, *others = reading.rest
        corrected = {**corrected, first: places.label, **dict.fromkeys(others, "")}
    return " ".join(shown_as(typed, corrected).split()) if corrected else ""


def near_page(*, place: Place, service: Service | None, page: int, language: str) -> NearPage:
    """In one query. A page that does not exist is the nearest that does."""
    index = current_index()
    groups = (service.codes,) if service else ()
    query = SearchQuery(place.latitude, place.longitude, NEAR_MILES, groups=groups, page_size=PAGE_SIZE)
    is_far = index.search(replace(query, page_size=0)).total == 0
    if is_far:
        query = replace(query, radius_miles=None)
    total = index.search(replace(query, page_size=0)).total
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(page, 1), pages)
    answer = index.search(replace(query, page=number))
    pks = [int(index.facility_ids[position]) for position in answer.positions]
    rows = Facility.objects.listed().in_bulk(pks)
    cards = (
        card_facts(rows[pk], language, miles=miles) for pk, miles in zip(pks, answer.miles, strict=True) if pk in rows
    )
    return NearPage(tuple(cards), total, number, pages, is_far)
