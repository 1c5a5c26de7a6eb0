"""From what a person typed to a point on the map, without asking any other computer."""

import re
import unicodedata

from handrail.directory.places.gazetteer import (
    LOCAL_NAME,
    MILITARY_KIND,
    OTHER_NAME,
    OWN_NAME,
    PO_BOX,
    Town,
    gazetteer,
    zip_centroid,
)
from handrail.directory.places.near_spellings import near_towns
from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.spelling import town_key, words_of
from handrail.directory.places.states import EVERYDAY_NAMES, MAIN_TOWN, MILITARY, OTHER_NAMES, STATES
from handrail.kernel.geography import great_circle_miles

LONGEST = 200
MOST_CHOICES = 12
ONE_TOWN_MILES = 30  # names of one state that lie closer together than this are one place to a searcher
SHORTEST_LOCAL_NAME = 4  # the post tolerates "SF" somewhere in New Mexico; nobody who types it means that
LARGE_TOWN_ZIPS = 10  # "Washington" and "New York" alone may mean the town; "Kansas" alone does not mean Kansas, IL

ZIP = re.compile(
    r"([0-9]{5})(?:[- ]?[0-9]{4})?(?:[ ,(][^0-9]*)?", re.ASCII
)  # our own label, "60608 (Chicago, IL)", too
ZIP_ALONE = re.compile(r"[0-9]{5}(?:-[0-9]{4})?", re.ASCII)
ENDS_WITH_ZIP = re.compile(r".*[^0-9-]([0-9]{5})(?:-[0-9]{4})?", re.ASCII)
LEAD = re.compile(r"(?:near to|near|in|around|cerca de|alrededor de|en) (?=.)", re.IGNORECASE)
HERE = {"me", "here", "mi", "aqui"}  # only after a lead: "ME" alone is Maine
DIGITS = re.compile(r"[0-9 -]+", re.ASCII)
STATE_KEYS = {
    **{"".join(words_of(name)): state for state, name in STATES.items()},
    **{"".join(words_of(name)): state for name, state in OTHER_NAMES.items()},
    **{state.lower(): state for state in STATES},
    **{state.lower(): state for state in MILITARY},
}
EVERYDAY_KEYS = {town_key(words_of(name)): known for name, known in EVERYDAY_NAMES.items()}
LONGEST_STATE_WORDS = max(len(words_of(name)) for name in (*STATES.values(), *OTHER_NAMES))
COUNTRY = {"usa", "us", "america"}


def resolve_place(text: str) -> Place:
    """A Place for a ZIP code or a town; PlaceUnknown or PlaceAmbiguous say what to type instead."""
    typed = without_lead(readable(text))
    if match := ZIP.fullmatch(typed) or ENDS_WITH_ZIP.fullmatch(typed):
        return place_of_zip(match[1])
    if DIGITS.fullmatch(typed):
        raise PlaceUnknown("not_a_zip")
    words = words_of(typed)
    if not words:
        raise PlaceUnknown("unknown", text=shown(typed))
    if {"apo", "fpo", "dpo"} & set(words) and (len(words) == 1 or words[-1].upper() in MILITARY):
        raise PlaceUnknown("military")
    return place_of_words(words, typed)


def is_zip(text: str) -> bool:
    """A ZIP code and nothing else but a "near" before it, whether there is one of that number or not."""
    return ZIP_ALONE.fullmatch(LEAD.sub("", text.strip(), count=1)) is not None


def readable(text: str) -> str:
    if not isinstance(text, str) or not text.strip():
        raise PlaceUnknown("empty")
    if len(text) > LONGEST:
        raise PlaceUnknown("too_long")
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} and letter not in "\t\r\n" for letter in text):
        raise PlaceUnknown("unreadable")
    return " ".join(text.split())


def without_lead(typed: str) -> str:
    """People write "near Chicago" as they would say it. Where they are we neither know nor ask their telephone."""
    lead = LEAD.match(typed)
    if lead is None:
        return typed
    place = typed[lead.end() :]
    if " ".join(words_of(place)) in HERE:
        raise PlaceUnknown("here")
    return place


def shown(typed: str) -> str:
    """The typed text, short and without direction marks, for quoting back."""
    visible = "".join(letter for letter in typed if unicodedata.category(letter) != "Cf")
    return visible if len(visible) <= 60 else f"{visible[:59]}…"


def place_of_zip(zip5: str) -> Place:
    held = gazetteer()
    position = held.position(zip5)
    if position is None:
        raise PlaceUnknown("unknown_zip", zip=zip5)
    if held.kinds[position] == MILITARY_KIND:
        raise PlaceUnknown("military")
    point = zip_centroid(zip5)
    if point is None:
        raise PlaceUnknown("no_point", zip=zip5)
    town, state = held.cities[held.city_of_zip[position]]
    precision = "po_box" if held.kinds[position] == PO_BOX else "zip"
    return Place(f"{zip5} ({town}, {state})", *point, precision, state, zip5)


def place_of_words(words: list[str], typed: str) -> Place:
    if len(words) > 1 and words[-1] in COUNTRY:
        words = words[:-1]
    key = town_key(words)
    if key in EVERYDAY_KEYS:
        town, state = EVERYDAY_KEYS[key]
        return in_one_state(towns_in(state, words_of(town)), typed)
    if state := STATE_KEYS.get("".join(words)):
        return place_of_state(state, words, typed)
    for town_words, state in splits(words):
        if towns := towns_in(state, town_words):
            return in_one_state(towns, typed)
    towns = gazetteer().towns_called(key)
    if not towns or (len(key) < SHORTEST_LOCAL_NAME and all(town.rank == LOCAL_NAME for town in towns)):
        raise not_found(words, typed)
    return anywhere(towns, typed)


def not_found(words: list[str], typed: str) -> PlaceUnknown:
    for town_words, state in splits(words):
        town = typed[: typed_length(typed, town_words)]
        near = suggestions(town_words, state=state)
        return PlaceUnknown("not_in_state", suggestions=near, town=shown(town), state=STATES.get(state, state))
    return PlaceUnknown("unknown", suggestions=suggestions(words), text=shown(typed))


def suggestions(town_words: list[str], *, state: str | None = None) -> list[Place]:
    """Towns of nearly this name, each under a label that resolves to it."""
    return [place_of_town(town) for town in near_towns(town_key(town_words), state=state)]


def typed_length(typed: str, town_words: list[str]) -> int:
    """How much of the typed text is the town: all before the comma, else all before the state's words."""
    if "," in typed:
        return typed.index(",")
    return len(" ".join(typed.split()[: len(town_words)]))


def splits(words: list[str]):
    """Each way to read the last words as a state, the longest state name first."""
    for length in range(min(LONGEST_STATE_WORDS, len(words) - 1), 0, -1):
        state = STATE_KEYS.get("".join(words[-length:]))
        if state:
            yield words[:-length], state


def place_of_state(state: str, words: list[str], typed: str) -> Place:
    """A state alone: its main town where that stands for all of it, a large town of the same name, else a question."""
    if state in MILITARY:
        raise PlaceUnknown("military")
    if state in MAIN_TOWN:
        return in_one_state(towns_in(state, words_of(MAIN_TOWN[state])), typed)
    towns = gazetteer().towns_called(town_key(words))
    if any(town.zips >= LARGE_TOWN_ZIPS and town.rank <= OTHER_NAME for town in towns):
        return anywhere(towns, typed)
    raise PlaceUnknown("state_alone", state=STATES[state], example=f"{largest_town(state)}, {state}")


def largest_town(state: str) -> str:
    held = gazetteer()
    of_state = (number for number, city in enumerate(held.city_of_name) if held.cities[city][1] == state)
    own_names = (number for number in of_state if held.name_ranks[number] == OWN_NAME)
    return held.names[max(own_names, key=lambda number: held.name_zips[number])]


def towns_in(state: str, town_words: list[str]) -> list[Town]:
    key = town_key(town_words)
    if EVERYDAY_KEYS.get(key, ("", ""))[1] == state:
        key = town_key(words_of(EVERYDAY_KEYS[key][0]))
    return [town for town in gazetteer().towns_called(key) if town.state == state]


def in_one_state(towns: list[Town], typed: str) -> Place:
    """Its own name before other names; one name for places far apart in a state is a choice between their towns."""
    best = [town for town in towns if town.rank == min(town.rank for town in towns)]
    largest = max(best, key=lambda town: town.zips)
    if all(miles_between(town, largest) <= ONE_TOWN_MILES for town in best):
        return place_of_town(largest)
    choices = {town.city: towns_in(town.state, words_of(town.city)) for town in best}
    own = [min(found, key=lambda town: (town.rank, -town.zips)) for found in choices.values() if found]
    own.sort(key=lambda town: -town.zips)
    raise PlaceAmbiguous(shown(typed), [place_of_town(town) for town in own[:MOST_CHOICES]])


def anywhere(towns: tuple[Town, ...], typed: str) -> Place:
    """A name without a state: the one large town of that very name, or the one state that has it officially, else a
    choice, most ZIPs first."""
    own = [town for town in towns if town.rank == OWN_NAME]
    if len(own) == 1 and own[0].zips >= LARGE_TOWN_ZIPS:
        return place_of_town(own[0])
    official = [town for town in towns if town.rank <= OTHER_NAME] or list(towns)
    if len({town.state for town in official}) == 1:
        return in_one_state(official, typed)
    by_state: dict[str, list[Town]] = {}
    for town in towns:
        by_state.setdefault(town.state, []).append(town)
    ordered = sorted(by_state.values(), key=lambda group: (-sum(town.zips for town in group), group[0].state))
    largest = [min(group, key=lambda town: (town.rank, -town.zips)) for group in ordered[:MOST_CHOICES]]
    raise PlaceAmbiguous(shown(typed), [place_of_town(town) for town in largest])


def miles_between(town: Town, other: Town) -> float:
    return great_circle_miles(town.latitude, town.longitude, other.latitude, other.longitude)


def place_of_town(town: Town) -> Place:
    return Place(f"{town.name}, {town.state}", town.latitude, town.longitude, "city", town.state)
