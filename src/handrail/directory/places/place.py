"""A point a person named, and the two ways of not finding one."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.directory.places.wording import place_words


@dataclass(frozen=True)
class Place:
    """Where to search from. `precision` says what the point is the middle of: a ZIP area, a PO box's town, a town.

    "point" is a point that was given as such.
    """

    label: str
    latitude: float
    longitude: float
    precision: str  # "zip" | "po_box" | "city" | "point"
    state: str
    zip: str | None = None


class PlaceUnknown(Exception):
    """No point for this text. `code` and `params` let a page say it in another language.

    `suggestions` are places with nearly this name, at most three: each is a Place whose label resolves.
    """

    def __init__(self, code: str, *, suggestions: Sequence[Place] = (), **params: str) -> None:
        self.code, self.params, self.suggestions = code, params, tuple(suggestions)
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        return place_words(self.code, language, **self.params)


class PlaceAmbiguous(Exception):
    """Several towns have this name: each choice is a Place whose label resolves to itself."""

    code = "ambiguous"

    def __init__(self, name: str, choices: list[Place]) -> None:
        self.params, self.choices = {"name": name}, choices
        super().__init__(f"{self.text('en')} {'; '.join(choice.label for choice in choices)}")

    def text(self, language: str) -> str:
        """The sentence that goes above the list of choices."""
        return place_words(self.code, language, **self.params)
