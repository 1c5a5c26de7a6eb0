"""A place of local help as its card shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from handrail.directory.domain.phone_numbers import PhoneNumber, read_phone
from handrail.directory.domain.sources import Precision
from handrail.directory.models import LocalHelp
from handrail.pages.choices import OFFERS

OFFER_WORDS = dict(OFFERS)


@dataclass(frozen=True)
class LocalHelpCard:
    """`miles` is None on a page that lists a whole state."""

    place: LocalHelp
    miles: float | None = None

    @property
    def offers(self) -> list[str]:
        """English words; the page translates them."""
        return [OFFER_WORDS[offer] for offer in self.place.offer_list]

    @cached_property
    def phone(self) -> PhoneNumber | None:
        return read_phone(self.place.phone, state=self.place.state)

    @property
    def is_approximate(self) -> bool:
        return self.place.precision == Precision.ZIP


def help_cards(places: Iterable[tuple[LocalHelp, float | None]]) -> list[LocalHelpCard]:
    return [LocalHelpCard(place, miles) for place, miles in places]
