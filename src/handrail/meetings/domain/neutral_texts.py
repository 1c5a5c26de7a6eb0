"""What may stand in a text that anybody may see on a locked screen: a time, a street and a distance (P8, S37)."""

import re
import unicodedata

from handrail.meetings.domain.fellowships import FOR_FAMILIES, Fellowship
from handrail.meetings.domain.traits import Trait

LONGEST_STREET = 40

# Of a street we take a house number and a name. Lists put other things in that field: a club, a room, a whole sentence.
STREET = re.compile(r"[0-9]{1,6}[A-Za-z]?(?:[-/][0-9]+)? [A-Za-z0-9][A-Za-z0-9 .'#-]*")
TELLING = re.compile(
    r"clinic|hospital|anonym|anonim|alano"
    r"|\b(?:health|salud|treat|tratam|medic|doctor|drug|drog|substanc|sustanc|heroin|opioid|methadon|metadon|bupre"
    r"|suboxon|naloxon|detox|rehab|recover|recupera|sober|sobri|addict|adic|abstinen|narcot|alcohol|cocain|seren|group"
    r"|grupo|meeting|fellowship|club|program|counsel|therap|crisis|behavio|psych|wellness)"
    r"|\b(?:12.?steps?|steps?|pasos?|clean|na|aa|ca|ha|mara|smart|nar-?anon|al-?anon|lifering|dharma)\b",
    re.IGNORECASE,
)
"""Words by their beginning or whole: McLean Avenue and Stephens Street are streets."""
GSM = re.compile(r"[^A-Za-z0-9 .,;:'#/-]")

# A text cannot say for whom a meeting is. So it names only those that anybody may walk into.
NOT_FOR_ALL = frozenset(
    {Trait.CLOSED, Trait.RESTRICTED, Trait.WOMEN, Trait.MEN, Trait.LGBTQ, Trait.YOUNG, Trait.SENIORS,
     Trait.PEOPLE_OF_COLOR, Trait.NATIVE, Trait.PROFESSIONALS}
)  # fmt: skip
NAMED_BY_TEXT = frozenset(Fellowship) - FOR_FAMILIES - {Fellowship.WOMEN_FOR_SOBRIETY, Fellowship.OTHER}


def unaccented(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def neutral_street(street: str) -> str:
    """The street of an address as a text may name it, or nothing where it would tell more. Behind a bracket or a dash
    stands the name of a house: with a sign that streets do not have, nothing of it is told."""
    bare = unaccented(street.split(",")[0])
    is_street = len(bare) <= LONGEST_STREET and STREET.fullmatch(bare) and " - " not in bare
    return bare if is_street and not TELLING.search(bare) else ""


def neutral_town(town: str) -> str:
    """In the signs that every network carries as one text."""
    bare = " ".join(GSM.sub(" ", unaccented(town)).split())
    return "" if len(bare) > LONGEST_STREET or TELLING.search(bare) else bare
