"""Fictional places of local help, beside the fictional facilities of the larger towns."""

from datetime import date

from handrail.directory.demonstration.names import COINED, street
from handrail.directory.demonstration.towns import CITY, TOWNS, Town
from handrail.directory.domain.local_help import Offer, key_of
from handrail.directory.domain.sources import Precision
from handrail.directory.models import LocalHelp
from handrail.directory.places.gazetteer import zip_centroid

LIST = "demonstration"
KINDS: tuple[tuple[str, tuple[Offer, ...], str], ...] = (
    (
        "Syringe Services",
        (Offer.NALOXONE, Offer.SYRINGES, Offer.WOUND_CARE, Offer.DRUG_CHECKING, Offer.HIV_TEST, Offer.HEPATITIS_C_TEST),
        "Mon to Fri 10-6",
    ),
    ("Health Department", (Offer.NALOXONE, Offer.HIV_TEST, Offer.HEPATITIS_C_TEST), "Mon to Thu 9-4"),
    ("Outreach Van", (Offer.NALOXONE, Offer.SYRINGES, Offer.WOUND_CARE), "Tue and Sat, evenings"),
)


def demonstration_local_help(*, on: date) -> list[LocalHelp]:
    """Unsaved rows, in a fixed order: three in each large town, one in each other."""
    rows = []
    for number, town in enumerate(TOWNS):
        kinds = KINDS if town.size is CITY else KINDS[number % len(KINDS) : number % len(KINDS) + 1]
        rows += [one_place(town, number, place, kind, on) for place, kind in enumerate(kinds)]
    return rows


def one_place(town: Town, number: int, place: int, kind: tuple[str, tuple[Offer, ...], str], on: date) -> LocalHelp:
    surname, offers, hours = kind
    name = f"{COINED[(number * 31 + place * 17 + 11) % len(COINED)]} {surname}"
    zip5 = town.zips[(place + 1) % len(town.zips)]
    address = street(1000 + number * 10 + place)
    latitude, longitude = zip_centroid(zip5)
    return LocalHelp(
        list_name=LIST,
        key=key_of(name, address, zip5),
        name=name,
        offers=" ".join(offers),
        address=address,
        city=town.city,
        state=town.state,
        zip=zip5,
        latitude=latitude,
        longitude=longitude,
        precision=Precision.ZIP,
        phone=f"{town.area_code}-555-01{(90 + place + number) % 100:02d}",
        hours=hours,
        languages="English, Spanish" if "SP" in town.languages else "English",
        source_date=on,
        is_demonstration=True,
    )
