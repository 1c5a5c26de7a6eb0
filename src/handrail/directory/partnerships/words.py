"""How pages say which two places work together, and where that stands."""

from handrail.directory.domain.partnerships import PartnerEnd, PartnerKind, PartnerSide
from handrail.directory.models import Partnership
from handrail.web.translation import mark, translate

# As each of the two says it.
OURS: dict[tuple[str, str], str] = {
    (PartnerKind.AFTER_WITHDRAWAL, PartnerSide.FIRST): mark("After withdrawal care with us, people go on with them"),
    (PartnerKind.AFTER_WITHDRAWAL, PartnerSide.THEN): mark("After withdrawal care with them, people go on with us"),
    (PartnerKind.AFTER_STAY, PartnerSide.FIRST): mark("After a stay with us, people go on with them"),
    (PartnerKind.AFTER_STAY, PartnerSide.THEN): mark("After a stay with them, people go on with us"),
    (PartnerKind.BESIDE_MEDICINE, PartnerSide.FIRST): mark("People get medicine from us and counseling from them"),
    (PartnerKind.BESIDE_MEDICINE, PartnerSide.THEN): mark("People get medicine from them and counseling from us"),
}
# As an operator reads it.
KINDS: dict[str, str] = {
    PartnerKind.AFTER_WITHDRAWAL: mark("After withdrawal care at the first, people go on at the second"),
    PartnerKind.AFTER_STAY: mark("After a stay at the first, people go on at the second"),
    PartnerKind.BESIDE_MEDICINE: mark("People get medicine at the first and counseling at the second"),
}
ENDS: dict[str, str] = {
    PartnerEnd.OPERATOR: mark("Ended by us"),
    PartnerEnd.NOT_ANSWERED: mark("The other side never confirmed it"),
    PartnerEnd.RAN_OUT: mark("It ran out: both did not say it again"),
    PartnerEnd.PAGE_LOST: mark("One side no longer keeps its page"),
}
BY_YOU, BY_THEM = mark("Ended by you"), mark("Ended by the other side")


def choices(language: str) -> list[tuple[str, str]]:
    return [(f"{kind}:{side}", translate(words, language)) for (kind, side), words in OURS.items()]


def choice_named(text: str) -> tuple[PartnerKind, PartnerSide] | None:
    """As the form sends it."""
    return next(((PartnerKind(k), PartnerSide(s)) for k, s in OURS if f"{k}:{s}" == text), None)


def said_by(partnership: Partnership, side: PartnerSide) -> str:
    return OURS[PartnerKind(partnership.kind), side]


def end_words(partnership: Partnership, side: PartnerSide) -> str:
    if partnership.ended_as in set(PartnerSide):
        return BY_YOU if partnership.ended_as == side else BY_THEM
    return ENDS[partnership.ended_as]
