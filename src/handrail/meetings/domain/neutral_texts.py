"""What may stand in a text that anybody may see on a locked screen: a time, a street and a distance (P8, S37)."""

import re
import unicodedata

from handrail.meetings.domain.fellowships import FOR_FAMILIES, NOT_KNOWN, Fellowship
from handrail.meetings.domain.traits import Trait

LONGEST_STREET = 40

# Of a street we take a house number and a name. Lists put other things in that field: a club, a room, a whole sentence.
STREET = re.compile(r"[0-9]{1,6}[A-Za-z]?(?:[-/][0-9]+)? [A-Za-z0-9][A-Za-z0-9 .'#-]*")
TELLING = re.compile(
    r"health|salud|clinic|hospital|treat|tratam|medic|doctor|drug|drog|substanc|sustanc|heroin|opioid|methadon|metadon"
    r"|bupre|suboxon|naloxon|detox|rehab|recover|recupera|sober|sobri|addict|adic|abstinen|anonym|anonim|alano|narcot"
    r"|alcohol|cocain|12.?step|step|paso|seren|clean|group|grupo|meeting|fellowship|club|program|counsel|therap|crisis"
    r"|\b(?:na|aa|ca|ha|mara|smart|nar-?anon|al-?anon|lifering|dharma)\b",
    re.IGNORECASE,
)
GSM = re.compile(r"[^A-Za-z0-9 .,;:'#/-]")

# A text cannot say for whom a meeting is. So it names only those that anybody may walk into.
NOT_FOR_ALL = frozenset(
    {Trait.CLOSED, Trait.RESTRICTED, Trait.WOMEN, Trait.MEN, Trait.LGBTQ, Trait.YOUNG, Trait.SENIORS,
     Trait.PEOPLE_OF_COLOR, Trait.NATIVE, Trait.PROFESSIONALS}
)  # fmt: skip
NAMED_BY_TEXT = frozenset(
    {Fellowship.NA, Fellowship.HA, Fellowship.AA, Fellowship.CA, Fellowship.MARA, Fellowship.SMART,
     Fellowship.RECOVERY_DHARMA, Fellowship.LIFERING}
)  # fmt: skip
NOT_NAMED_BY_TEXT = FOR_FAMILIES | NOT_KNOWN | {Fellowship.WOMEN_FOR_SOBRIETY}


def plain(text: str) -> str:
    """In the signs that every network carries as one text."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(GSM.sub(" ", bare).split())


def neutral_street(street: str) -> str:
    """The street of an address as a text may name it, or nothing where it would tell more."""
    bare = plain(street.split(",")[0])
    is_street = len(bare) <= LONGEST_STREET and STREET.fullmatch(bare) and not TELLING.search(bare)
    return bare if is_street else ""


def neutral_town(town: str) -> str:
    bare = plain(town)
    return "" if len(bare) > LONGEST_STREET or TELLING.search(bare) else bare
