"""Where nothing that welcomes medicine was found: which fellowships say that they do, and which leave it to each group.

Somebody who takes methadone or buprenorphine is not to be sent into a long list without a word."""

from dataclasses import dataclass

from handrail.meetings.domain.positions import GROUPS_DECIDE, STATED, WELCOMING, StatedPosition
from handrail.meetings.finder.choices import MEDICINE
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.wordings.fellowships import fellowship_name
from handrail.meetings.wordings.positions import PositionTold, position_told


@dataclass(frozen=True, slots=True)
class KnownKind:
    """What one fellowship says, with where it was read."""

    name: str
    position: PositionTold


@dataclass(frozen=True, slots=True)
class MedicineKnown:
    """In the order of our table, which is no order of worth."""

    welcoming: tuple[KnownKind, ...]
    by_group: tuple[KnownKind, ...]


def medicine_known(search: MeetingSearch, language: str) -> MedicineKnown | None:
    """None where nobody asked for it."""
    if MEDICINE not in search.needs:
        return None
    welcoming = (each for each in STATED if each.fellowship in WELCOMING)
    by_group = (each for each in STATED if each.fellowship in GROUPS_DECIDE)
    return MedicineKnown(
        tuple(known_kind(each, language) for each in welcoming), tuple(known_kind(each, language) for each in by_group)
    )


def known_kind(stated: StatedPosition, language: str) -> KnownKind:
    return KnownKind(fellowship_name(stated.fellowship, language), position_told(stated, language))
