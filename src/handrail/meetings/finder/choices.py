"""What a person may choose in the finder, in the order it stands there, with the words they see."""

from handrail.meetings.domain.fellowships import FOR_FAMILIES, NOT_TWELVE_STEP, TWELVE_STEP, Fellowship
from handrail.meetings.domain.parts_of_day import PartOfDay
from handrail.meetings.domain.traits import Trait
from handrail.meetings.wordings.fellowships import NAMES
from handrail.meetings.wordings.languages import WORDS as LANGUAGE_WORDS
from handrail.meetings.wordings.times import WEEKDAYS
from handrail.meetings.wordings.zones import CHOICES as ZONES
from handrail.web.translation import mark

Choices = tuple[tuple[str, str], ...]

BOTH, IN_PERSON, ONLINE = "both", "in_person", "online"
WHERE: Choices = ((BOTH, mark("Both")), (IN_PERSON, mark("In person")), (ONLINE, mark("Online")))

NOW, TODAY, TOMORROW = "now", "today", "tomorrow"
WHEN: Choices = (
    ("", mark("Any time")),
    (NOW, mark("Now or within an hour")),
    (TODAY, mark("Today")),
    (TOMORROW, mark("Tomorrow")),
    *((str(number), words) for number, words in enumerate(WEEKDAYS)),
)
PARTS: Choices = (
    ("", mark("Any hour")),
    (PartOfDay.MORNING, mark("Morning")),
    (PartOfDay.AFTERNOON, mark("Afternoon")),
    (PartOfDay.EVENING, mark("Evening")),
    (PartOfDay.NIGHT, mark("Night")),
)

TWELVE, NOT_TWELVE, FAMILIES = "twelve_step", "not_twelve_step", "families"
KINDS: Choices = (
    (TWELVE, mark("12-step")),
    (NOT_TWELVE, mark("Not 12-step")),
    (FAMILIES, mark("For families and friends")),
    *((fellowship.value, name) for fellowship, name in NAMES.items()),
)
MEMBERS: dict[str, frozenset[Fellowship]] = {
    TWELVE: TWELVE_STEP - FOR_FAMILIES,
    NOT_TWELVE: NOT_TWELVE_STEP,
    FAMILIES: FOR_FAMILIES,
    **{fellowship.value: frozenset({fellowship}) for fellowship in Fellowship},
}
"""The fellowships of each kind. Of the kinds chosen any will do."""

MEDICINE = "medicine"
NEEDS: Choices = (
    (MEDICINE, mark("Medicine welcome")),
    (Trait.OPEN, mark("Open to all")),
    (Trait.NEWCOMERS, mark("Newcomers")),
    (Trait.WOMEN, mark("Women")),
    (Trait.WHEELCHAIR, mark("Wheelchair")),
    (Trait.SIGN_LANGUAGE, mark("Sign language (ASL)")),
    (Trait.CHILDREN_WELCOME, mark("Children welcome")),
    (Trait.LGBTQ, mark("LGBTQ+")),
    (Trait.MEN, mark("Men")),
    (Trait.YOUNG, mark("Young people")),
)
"""All of those chosen must hold."""

LANGUAGES: Choices = (("", mark("Any language")), *LANGUAGE_WORDS.items())

DEFAULT_MILES = "25"
MILES: Choices = (
    ("2", mark("2 miles")),
    ("5", mark("5 miles")),
    ("10", mark("10 miles")),
    (DEFAULT_MILES, mark("25 miles")),
    ("50", mark("50 miles")),
    ("100", mark("100 miles")),
)
WIDER = "50"  # what one press widens to

GROUPS: dict[str, Choices] = {
    "when": WHEN, "part": PARTS, "kind": KINDS, "needs": NEEDS, "language": LANGUAGES, "where": WHERE,
}  # fmt: skip
"""The fields that a chip can stand for, in the order of chips."""
KNOWN = {name: frozenset(value for value, _ in choices) for name, choices in GROUPS.items()}
KNOWN |= {"miles": frozenset(dict(MILES)), "zone": frozenset(dict(ZONES))}
OFTEN = (("needs", MEDICINE), ("needs", Trait.WOMEN), ("needs", Trait.WHEELCHAIR), ("language", "es"))
"""What the list offers to add with one press."""


def words_of(group: str, value: str) -> str:
    """English; they are translated where they are shown."""
    return dict(GROUPS[group])[value]
