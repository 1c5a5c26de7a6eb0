"""The search form: what a person typed, kept exactly, and read into a Need by the rules of `pathways`."""

from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any

from django.http import QueryDict

from handrail.kernel.sealed_tokens import seal, unseal
from handrail.pages.choices import MATTERS
from handrail.pathways.domain.need import Need, NeedRefused
from handrail.web.translation import mark, translate

PURPOSE = "search"
LIFETIME = timedelta(hours=2)  # long enough to make the calls, too short to be found next week on a shared computer
LONGEST_TEXT = 200
MOST_MATTERS = 40
OPIOID = "opioid"  # chosen beforehand on the form: it is what whole paths are for
PLACES_SHOWN = 8  # places are a list to call down, paths are three ways to choose from
UNDER_18 = "under_18"
MINOR = 17  # for who says "under 18" without an age: the oldest such age, so that no program is hidden by a guess

REFUSALS = {
    "unknown_word": mark("We do not know one of the choices that was sent. Please choose again."),
    "too_many": mark("That is too much at once. Please choose fewer things."),
    "out_of_range": mark("Please write a number from %(least)s to %(most)s."),
}
FIELDS = {"age": "age", "radius": "radius", "medicine": "medicine", "substance": "about"}
"""Which field of the form holds what the rules refused; everything else stands under what matters."""
AGE_IS_A_NUMBER = mark("Please write the age as a number, such as 34.")
NEEDS_A_PLACE = mark("Please write a ZIP code or a town.")


class SearchRefused(Exception):
    """Names the field that a person can mend; the message is English and is translated where it is shown."""

    def __init__(self, field_name: str, message: str, **params: object) -> None:
        super().__init__(message)
        self.field_name, self.message, self.params = field_name, message, params

    def errors(self, language: str) -> dict[str, str]:
        return {self.field_name: translate(self.message, language, **self.params)}


@dataclass(frozen=True)
class Search:
    """The form as it was filled in: every value is what the person chose or typed, also where it is wrong."""

    who: str = "myself"
    about: str = OPIOID
    place: str = ""
    matters: tuple[str, ...] = ()
    medicine: str = ""
    language: str = ""
    age: str = ""
    radius: str = "25"
    errors: dict[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def from_post(cls, post: QueryDict) -> "Search":
        return cls(
            who=post.get("who", "myself") if post.get("who") in {"loved", "client"} else "myself",
            about=post.get("about", OPIOID)[:LONGEST_TEXT],
            place=post.get("place", "").strip()[:LONGEST_TEXT],
            matters=tuple(value[:LONGEST_TEXT] for value in post.getlist("matters")[: MOST_MATTERS + 1]),
            medicine=post.get("medicine", "")[:LONGEST_TEXT],
            language=post.get("language", "")[:LONGEST_TEXT],
            age=post.get("age", "").strip()[:LONGEST_TEXT],
            radius=post.get("radius", "25").strip()[:LONGEST_TEXT],
        )

    @classmethod
    def from_token(cls, token: str, *, at: datetime) -> "Search":
        """Raises TokenRefused for a token that is damaged, foreign or older than two hours."""
        value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
        return cls(**{**value, "matters": tuple(value.get("matters", ()))})

    def token(self, *, at: datetime) -> str:
        """Only what differs from an empty form, so that the token stays short."""
        entries = ((each.name, getattr(self, each.name)) for each in fields(self) if each.name != "errors")
        value = {name: entry for name, entry in entries if entry != getattr(EMPTY, name)}
        return seal(value, purpose=PURPOSE, at=at)

    def at_place(self, place: str) -> "Search":
        return replace(self, place=place.strip()[:LONGEST_TEXT])

    def with_errors(self, errors: dict[str, str]) -> "Search":
        return replace(self, errors=errors)

    def has(self, value: str) -> bool:
        return value in self.matters

    def error(self, field_name: str) -> str:
        return self.errors.get(field_name, "")

    @property
    def uses_more(self) -> bool:
        """Whether something under "More choices" is filled in or must be mended, so that it stands open."""
        first = {value for value, _ in MATTERS}
        return bool(
            {*self.matters} - first or self.medicine or self.language or self.age or self.radius != "25"
        ) or bool({*self.errors} - {"place", "about"})

    @property
    def covers(self) -> tuple[str, ...]:
        """How care is to be paid for: `medicaid`, `none`."""
        return tuple(name for option, name in map(split_value, self.matters) if option == "payment")

    def asked(self) -> list[tuple[str, str]]:
        """("need", NAME) and ("language", NAME) in the order of the form: the last named is let go first."""
        pairs = [split_value(value) for value in self.matters]
        named = [(option, name) for option, name in pairs if option in {"need", "language"}]
        return [*named, ("language", self.language)] if self.language else named

    def need(self) -> Need:
        """Raises SearchRefused, with the field to mend."""
        if not self.place:
            raise SearchRefused("place", NEEDS_A_PLACE)
        check_known(self.matters)
        try:
            return Need.read(
                payment=list(self.covers),
                asked=self.asked(),
                medicine=self.medicine or None,
                age=self._age(),
                radius=read_number("radius", self.radius),
                **self._substance(),
            )
        except NeedRefused as refusal:
            raise as_refused(refusal) from refusal

    def _substance(self) -> dict[str, Any]:
        return {} if self.about == OPIOID else {"substances": (self.about,), "limit": PLACES_SHOWN}

    def _age(self) -> int | None:
        if self.age:
            return read_number("age", self.age)
        return MINOR if UNDER_18 in self.matters else None


EMPTY = Search()


def split_value(value: str) -> tuple[str, str]:
    option, _, name = value.partition(":")
    return option, name


def check_known(matters: tuple[str, ...]) -> None:
    for value in matters:
        if value != UNDER_18 and split_value(value)[0] not in {"need", "language", "payment"}:
            raise SearchRefused("matters", REFUSALS["unknown_word"])


def read_number(field_name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise SearchRefused(field_name, AGE_IS_A_NUMBER if field_name == "age" else REFUSALS["unknown_word"])
    return int(text)


def as_refused(refusal: NeedRefused) -> SearchRefused:
    """The rules speak English to a terminal; the form says the same in its own words, beside the right field."""
    option = refusal.params.get("option")
    field_name = FIELDS.get(str(option), "matters")
    limits = {name: value for name, value in refusal.params.items() if name in {"least", "most"}}
    return SearchRefused(field_name, REFUSALS.get(refusal.code, REFUSALS["unknown_word"]), **limits)
