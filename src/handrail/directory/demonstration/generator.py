"""The same fictional facilities on every machine: nothing but the year changes them."""

from random import Random

from handrail.directory.demonstration.names import COINED, street, website
from handrail.directory.demonstration.profiles import PROFILES, Profile
from handrail.directory.demonstration.towns import TOWNS, Town
from handrail.directory.demonstration.twins import twins
from handrail.directory.domain.sources import Precision, Source
from handrail.directory.labels import in_dictionary_order
from handrail.directory.models import Facility
from handrail.directory.places.gazetteer import zip_centroid

SEED = 20_261_123
OFTEN = 0.6
JITTER_DEGREES = 0.012  # under a mile: inside the ZIP area, and on land in the island towns
SHARED_NAME = "Recovery Network"
SPEAKS_ALL = {"health_center", "hospital", "free"}


def demonstration_facilities(*, year: int) -> list[Facility]:
    """Unsaved rows, in a fixed order."""
    chance = Random(SEED)  # noqa: S311 - reproducible fiction, no secret
    rows: list[Facility] = []
    for town_number, town in enumerate(TOWNS):
        for place, entry in enumerate(town.programs):
            letter, _, profile = entry.rpartition(" ")
            name = name_of(town_number, place, letter, PROFILES[profile])
            rows.append(facility(town, place, profile, name, chance, number=len(rows), year=year))
    return [*rows, *twins(rows)]


def name_of(town_number: int, place: int, letter: str, profile: Profile) -> str:
    """One coined word for each organization of a town; towns share words only far down the list."""
    position = {"A": 23, "B": 24}.get(letter, place)  # no town has more than 23 programs
    coined = COINED[(town_number * 25 + position) % len(COINED)]
    return f"{coined} {SHARED_NAME if letter else profile.surname[place % len(profile.surname)]}"


def facility(town: Town, place: int, key: str, name: str, chance: Random, *, number: int, year: int) -> Facility:
    profile = PROFILES[key]
    zip5 = town.zips[place % len(town.zips)]
    latitude, longitude = jittered(zip5, chance)
    return Facility(
        name=name,
        program=profile.programs[place % len(profile.programs)],
        kind=profile.kind,
        street1=street(number),
        street2=f"Suite {100 + place}" if number % 9 == 0 else "",
        city=town.city,
        state=town.state,
        zip=zip5,
        phone=phone(town, place, extension=number % 10 == 4),
        intake_phones=[phone(town, place + 50)] if number % 3 == 0 else [],
        website=website(name, town.city) if number % 4 else "",
        codes=" ".join(in_dictionary_order(codes_of(town, place, key, chance))),
        latitude=latitude,
        longitude=longitude,
        precision=Precision.ADDRESS,
        coordinates_source="demonstration",
        source=Source.DEMONSTRATION,
        source_year=year,
    )


def jittered(zip5: str, chance: Random) -> tuple[float, float]:
    latitude, longitude = zip_centroid(zip5)
    return (
        round(latitude + chance.uniform(-JITTER_DEGREES, JITTER_DEGREES), 6),
        round(longitude + chance.uniform(-JITTER_DEGREES, JITTER_DEGREES), 6),
    )


def phone(town: Town, place: int, *, extension: bool = False) -> str:
    """555-0100 to 555-0199 are kept free for fiction in every area code."""
    return f"{town.area_code}-555-01{(place * 7 + len(town.city)) % 100:02d}" + (
        f" x{200 + place}" if extension else ""
    )


def codes_of(town: Town, place: int, key: str, chance: Random) -> set[str]:
    profile = PROFILES[key]
    chosen = set(profile.certain)
    chosen.update(code for code in sorted(profile.often) if chance.random() < OFTEN)
    chosen.update(languages_of(town, place, key))
    if chosen & {"BC", "PW"} and "CHLD" not in chosen and chance.random() < 0.2:
        chosen.add("CHLD")
    return chosen


def languages_of(town: Town, place: int, key: str) -> set[str]:
    """All of the town's languages where everyone comes, one at every second other place; Spanish everywhere in PR."""
    if key in SPEAKS_ALL:
        spoken = set(town.languages)
    else:
        spoken = {town.languages[place % len(town.languages)]} if town.languages and place % 2 == 0 else set()
    if town.state == "PR":
        spoken.add("SP")
    if any(code not in {"SP", "AH", "NX"} for code in spoken):
        spoken.add("FX")
    return spoken
