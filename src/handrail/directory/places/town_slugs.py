"""The address of a town's page, made of its name: the same for every way the name is written."""

from collections.abc import Collection

from handrail.directory.places.spelling import town_key, words_of

SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
NO_TOWN = "no-town-listed"
LONGEST = 100


def town_slug(name: str) -> str:
    """'St. Louis' and 'SAINT LOUIS' are st-louis; a name without a letter has a page of its own."""
    return "-".join(SHORT.get(word, word) for word in words_of(name))[:LONGEST].strip("-") or NO_TOWN


def same_town(name: str) -> str:
    """What spellings and addresses of one town have in common: 'De Kalb', 'DEKALB' and 'de-kalb'."""
    return town_key(town_slug(name).split("-"))


def usual_spelling(spellings: Collection[tuple[str, int]]) -> str:
    """Of (spelling, how often), the one most used; capitals throughout only where nothing else is used."""
    return min(spellings, key=lambda pair: (pair[0].isupper(), -pair[1], pair[0]))[0]
