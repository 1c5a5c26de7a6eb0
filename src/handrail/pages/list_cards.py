"""A facility as a list shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.directory.facility_summary import Summary, facility_summary
from handrail.directory.models import Facility
from handrail.directory.said_beside import NOTHING_SAID, Said
from handrail.pages.path_cards import facility_pages


@dataclass(frozen=True)
class ListCard:
    """`address` is that of the facility's own page, in the reader's language."""

    facility: Facility
    summary: Summary
    address: str
    miles: float | None = None
    is_picked: bool = False
    said: Said = NOTHING_SAID


def list_card(facility: Facility, language: str, *, miles: float | None = None, picked: Iterable[str] = ()) -> ListCard:
    return ListCard(
        facility=facility,
        summary=facility_summary(facility, language),
        address=f"{facility_pages(language)}{facility.public_id}/",
        miles=miles,
        is_picked=facility.public_id in picked,
    )
