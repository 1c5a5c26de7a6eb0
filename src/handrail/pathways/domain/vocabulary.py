"""The words a person may use for what matters to them, and the codes that answer each.

`--payment`, `--language`, `--need` and `--medicine` take exactly these names; so do the forms of the browser.
"""

from handrail.pathways.domain.facility_rules import (
    Has,
    Rule,
    any_of,
    gives_buprenorphine,
    gives_methadone,
    manages_withdrawal_in_bed,
    no,
)

PAYMENTS: dict[str, Rule] = {
    "medicaid": any_of("MD"),
    "medicare": any_of("MC"),
    "private": any_of("PI"),
    "military": any_of("MI"),
    "va": any_of("VAMC"),
    "tribal": any_of("ITU", "TBG", "IH"),
    "none": any_of("NP", "SS", "PA", "SAMF", "FSA"),
}

LANGUAGES: dict[str, Rule] = {
    name: any_of(code)
    for name, code in {
        "spanish": "SP",
        "arabic": "F4",
        "chinese": "F17",
        "creole": "F19",
        "farsi": "F25",
        "french": "F28",
        "german": "F30",
        "greek": "F31",
        "hebrew": "F35",
        "hindi": "F36",
        "hmong": "F37",
        "italian": "F42",
        "japanese": "F43",
        "korean": "F47",
        "polish": "F66",
        "portuguese": "F67",
        "russian": "F70",
        "tagalog": "F81",
        "vietnamese": "F92",
        "ojibwa": "N24",
        "yupik": "N40",
        "native_american": "NX",
    }.items()
}


def always(has: Has) -> object:
    return has("SA") | True


def children_at_withdrawal(has: Has) -> object:
    """A withdrawal unit with beds needs beds for the children; one that works by day needs child care."""
    sleeps = manages_withdrawal_in_bed(has)
    return (sleeps & has("BC")) | (no(sleeps) & has("CCC"))


def illness_at_withdrawal(has: Has) -> object:
    return no(manages_withdrawal_in_bed(has)) | has("HID") | has("GH")


PLAIN_WISHES: dict[str, Rule] = {
    "deaf": any_of("AH"),
    "pregnant_group": any_of("PW"),
    "veteran": any_of("VET"),
    "lgbtq": any_of("GL"),
    "co_occurring": any_of("CO"),
    "trauma": any_of("TRMA"),
    "criminal_justice": any_of("CJ"),
    "twelve_step": any_of("TWFA"),
    "telehealth": any_of("TELE"),
    "transport": any_of("TA"),
    "seniors": any_of("SE"),
}
"""Wishes that ask the same of every facility on the path."""

PLACE_WISHES: dict[str, dict[str, Rule]] = {
    "children": {
        "day": any_of("CCC"),
        "withdrawal": children_at_withdrawal,
        "residential": any_of("BC"),
    },
    "medical_illness": {
        "day": always,
        "withdrawal": illness_at_withdrawal,
        "residential": any_of("HID", "GH"),
    },
}
"""Wishes that ask something else of a place where one sleeps: BC (children's beds) there, CCC (child care) by day."""

KIND_WISHES = {"withdrawal_stay": "withdrawal_first", "residential": "residential"}
"""Wishes for a kind of help. Without them, withdrawal and residential stand under "other kinds of help"."""

OPEN_WISH = "start_today"
"""No code says it: only a capacity or a call outcome under 24 hours old can meet it."""

OPEN_PLACES = ("day", "withdrawal", "residential", "withdrawal_bed", "visits", "any")
"""Where a search looks for room: the sorts of place a path starts at, and the doors of a search for places."""


def open_trait(place: str) -> str:
    """The trait of a facility known to have room there for the one person who searches. No code gives it."""
    return f"open_now@{place}"


WISHES = (*PLAIN_WISHES, *PLACE_WISHES, *KIND_WISHES, OPEN_WISH)

RULED_NEEDS = ("pregnant", "alcohol", "benzos", "alcohol_or_benzos", "tolerance_low", "man", "woman")
"""Needs that are never dropped: the table of `requirements.py` says what each demands.

`tolerance_low` (just out of jail, a hospital or detox) demands nothing of a place: its danger is said first (R12).
"""

NEEDS = (*RULED_NEEDS, *WISHES)

MEDICINES: dict[str, tuple[Rule, ...]] = {
    "methadone": (gives_methadone,),
    "buprenorphine": (gives_buprenorphine,),
    "already_on_medication": (gives_methadone, gives_buprenorphine),
}
"""What the person takes now. Who does not say which needs a place that has one of each group."""

OPIOIDS = ("opioid", "heroin", "fentanyl", "pills")
"""Words for opioids. Nothing named at all means an opioid too: it is what whole paths are for."""

CARES: dict[str, str] = {
    **dict.fromkeys(OPIOIDS, "opioid"),
    "alcohol": "alcohol",
    "benzos": "other",
    "stimulants": "stimulants",
    "other": "other",
}
"""What kind of answer each substance gets. Without any opioid it is a facility search, not paths (ADR 20)."""

SUBSTANCES = tuple(CARES)
"""What a person says they use. Alcohol and benzos ask the same as the needs of that name."""
