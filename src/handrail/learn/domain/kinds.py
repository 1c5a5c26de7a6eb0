"""The words of health content: where a page belongs, whom it is for, and how sure a claim is."""

from enum import StrEnum


class Topic(StrEnum):
    """Where a page stands in the overview, in this order. Pages of the last one live under /about/."""

    UNDERSTAND = "understand"
    DETOX = "detox"
    STAY_OFF = "stay-off"
    GET_HELP = "get-help"
    FAMILY = "family"
    CHANGED = "changed"
    ABOUT = "about"


class PageKind(StrEnum):
    """What a page is about decides how soon it is looked at again."""

    USUAL = "usual"
    MEDICINE = "medicine"  # medicines, withdrawal, overdose
    ABOUT = "about"


HEALTH_KINDS = frozenset({PageKind.USUAL, PageKind.MEDICINE})


class Audience(StrEnum):
    """For whom a page is written."""

    ME = "me"
    FAMILY = "family"
    STAFF = "staff"


class Strength(StrEnum):
    """How much stands behind a claim."""

    STRONG = "strong"  # meta-analyses, large cohorts
    MODERATE = "moderate"  # trials, or several cohorts
    LIMITED = "limited"  # few or small studies
    EXPERT = "expert"  # guidance, law, an agency's statement


class BlockKind(StrEnum):
    """The parts a page is made of."""

    TEXT = "text"
    LIST = "list"
    CARD = "card"
    PICTURE = "picture"
    TABLE = "table"
    CHANGE = "change"


class ListStyle(StrEnum):
    """How the points of a list are marked."""

    BULLETS = "bullets"
    NUMBERS = "numbers"
    DO = "do"
    DONT = "dont"


class CardLevel(StrEnum):
    """How urgent a card is."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    CALM = "calm"


class NextStep(StrEnum):
    """Ways on from the end of a page, besides another page."""

    FIND_A_PATH = "find-a-path"
    NOT_READY = "not-ready"
    CALL = "call"
    CRISIS = "crisis"
    LIST = "list"
    PRINT = "print"


class Picture(StrEnum):
    """Drawings that a page may show. Each is drawn from numbers with sources."""

    WITHDRAWAL = "withdrawal"
    TOLERANCE = "tolerance"
    DEATHS = "deaths"
    RECEPTOR = "receptor"
