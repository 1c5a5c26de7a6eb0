"""The form of the facility list: what a person typed and ticked, kept exactly, also where it is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.http import QueryDict

from handrail.directory.domain.filters import DEFAULT_MILES, DISTANCES, GROUPS
from handrail.kernel.sealed_tokens import TokenRefused, seal, unseal
from handrail.pages.forms import LIFETIME, LONGEST_TEXT, NEEDS_A_PLACE, REFUSALS, Search, SearchRefused
from handrail.pages.list_from_paths import filters_of
from handrail.web.translation import mark

PURPOSE = "facility list"
ANYWHERE = "any"
LONGEST_NESTED = 2_000
MOST_OPTIONS = 40  # more than any group has, so that an unknown one is still seen and said
RADII = {ANYWHERE if miles is None else str(miles): miles for miles in DISTANCES}

UNKNOWN_CHOICE = REFUSALS["unknown_word"]
DISTANCE_WORDS = {
    "5": mark("5 miles"),
    "10": mark("10 miles"),
    "25": mark("25 miles"),
    "50": mark("50 miles"),
    "100": mark("100 miles"),
    ANYWHERE: mark("Any distance"),
}


@dataclass(frozen=True)
class ListSearch:
    """Every value is what the person chose or typed, also where it is wrong."""

    place: str = ""
    radius: str = str(DEFAULT_MILES)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    paths: str = ""  # the sealed search for paths that led here, for the way back to them
    errors: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def from_post(cls, post: QueryDict) -> "ListSearch":
        chosen = {group.name: post.getlist(group.name)[:MOST_OPTIONS] for group in GROUPS}
        return cls(
            place=post.get("place", "").strip()[:LONGEST_TEXT],
            radius=post.get("radius", str(DEFAULT_MILES)).strip()[:LONGEST_TEXT],
            chosen={name: tuple(value[:LONGEST_TEXT] for value in values) for name, values in chosen.items() if values},
            page=page_number(post.get("page", "1")),
            paths=post.get("paths", ""),
        )

    @classmethod
    def from_token(cls, token: str, *, at: datetime) -> "ListSearch":
        """Raises TokenRefused for a token that is damaged, foreign or older than two hours."""
        value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
        return cls(**{**value, "chosen": {name: tuple(names) for name, names in value.get("chosen", {}).items()}})

    @classmethod
    def from_paths(cls, search: Search, *, token: str) -> "ListSearch":
        """What a search for paths has in common with a list: the place, how far, and what a filter can hold."""
        radius = search.radius if search.radius in RADII else str(DEFAULT_MILES)
        return cls(search.place, radius, filters_of(search), paths=token)

    def token(self, *, at: datetime) -> str:
        """Only what differs from an empty form, so that the token stays short."""
        empty = ListSearch()
        names = ("place", "radius", "chosen", "page", "paths")
        value = {name: getattr(self, name) for name in names if getattr(self, name) != getattr(empty, name)}
        return seal(value, purpose=PURPOSE, at=at)

    def at_place(self, place: str) -> "ListSearch":
        return replace(self, place=place.strip()[:LONGEST_TEXT], page=1)

    def on_page(self, page: int) -> "ListSearch":
        return replace(self, page=page)

    def without(self, group: str) -> "ListSearch":
        """The same with one group let go; "all" lets go of every group."""
        kept = {name: names for name, names in self.chosen.items() if name != group and group != "all"}
        return replace(self, chosen=kept, page=1)

    def within(self, radius: str) -> "ListSearch":
        return replace(self, radius=radius[:LONGEST_TEXT], page=1)

    def with_errors(self, errors: dict[str, str]) -> "ListSearch":
        return replace(self, errors=errors)

    def error(self, field_name: str) -> str:
        return self.errors.get(field_name, "")

    def has(self, group: str, option: str) -> bool:
        return option in self.chosen.get(group, ())

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen)

    def miles(self) -> int | None:
        """Raises SearchRefused, with the field to mend. None is any distance."""
        if not self.place:
            raise SearchRefused("place", NEEDS_A_PLACE)
        if self.radius not in RADII:
            raise SearchRefused("radius", UNKNOWN_CHOICE)
        return RADII[self.radius]

    def paths_token(self, *, at: datetime) -> str:
        """The way back to paths, while it is good, and short enough to be sealed once more."""
        try:
            is_good = 0 < len(self.paths) <= LONGEST_NESTED and Search.from_token(self.paths, at=at)
            return self.paths if is_good else ""
        except TokenRefused:
            return ""


def page_number(text: str) -> int:
    """A page that is no number, or none there can be, is the first; one too far becomes the last."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
