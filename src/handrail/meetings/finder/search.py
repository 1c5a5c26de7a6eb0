"""The form of the finder: what a person typed and chose, kept exactly, also where it is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.http import QueryDict

from handrail.kernel.sealed_tokens import seal, unseal
from handrail.meetings.finder.choices import BOTH, DEFAULT_MILES, IN_PERSON, KNOWN, ONLINE
from handrail.web.translation import mark, translate

PURPOSE = "meetings"
LIFETIME = timedelta(hours=2)  # as every search: long enough to choose, too short to be found next week
LONGEST_TEXT = 200
LONGEST_NESTED = 2_000
MOST_CHOSEN = 40
MOST_STEPS = 8
"""How often more may be asked for. Who needs to read on is served better by one choice more."""

ONE = ("where", "when", "part", "language", "miles", "zone")
MANY = ("kind", "needs")
EMPTY: dict[str, str] = {"where": BOTH, "miles": DEFAULT_MILES}

UNKNOWN_CHOICE = mark("We do not know one of the choices that was sent. Please choose again.")
NEEDS_A_PLACE = mark("Please write a ZIP code or a town.")


class MeetingSearchRefused(Exception):
    """Names the field that a person can mend; the message is English and is translated where it is shown."""

    def __init__(self, field_name: str, message: str) -> None:
        super().__init__(message)
        self.field_name, self.message = field_name, message

    def errors(self, language: str) -> dict[str, str]:
        return {self.field_name: translate(self.message, language)}


@dataclass(frozen=True)
class MeetingSearch:
    """`kind` and `needs` may be several. `steps` is how much of the list is shown; `is_suspended_shown` adds what is
    listed and not held now. `led_here` is the sealed search of the page that led here, for the way back to it."""

    place: str = ""
    where: str = BOTH
    when: str = ""
    part: str = ""
    kind: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    language: str = ""
    miles: str = DEFAULT_MILES
    zone: str = ""
    steps: int = 1
    is_suspended_shown: bool = False
    led_here: str = ""
    errors: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def from_post(cls, post: QueryDict) -> "MeetingSearch":
        one = {name: post.get(name, EMPTY.get(name, "")).strip()[:LONGEST_TEXT] for name in ONE}
        sent = {name: [value[:LONGEST_TEXT] for value in post.getlist(name)[:MOST_CHOSEN]] for name in MANY}
        many = {name: tuple(dict.fromkeys(values)) for name, values in sent.items()}
        place = post.get("place", "").strip()[:LONGEST_TEXT]
        return cls(place=place, **one, **many, led_here=post.get("led_here", "")[:LONGEST_NESTED])

    @classmethod
    def from_token(cls, token: str, *, at: datetime) -> "MeetingSearch":
        """Raises TokenRefused for a token that is damaged, foreign or older than two hours."""
        value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
        return cls(**{**value, **{name: tuple(value.get(name, ())) for name in MANY}})

    def token(self, *, at: datetime) -> str:
        """Only what differs from an empty form, so that the token stays short."""
        empty = MeetingSearch()
        names = ("place", *ONE, *MANY, "steps", "is_suspended_shown", "led_here")
        value = {name: getattr(self, name) for name in names if getattr(self, name) != getattr(empty, name)}
        return seal(value, purpose=PURPOSE, at=at)

    def pressed(self, post: QueryDict) -> "MeetingSearch":
        """With the one thing that was pressed on a page that carries this search."""
        changed = self
        if "place" in post:
            changed = replace(changed, place=post["place"].strip()[:LONGEST_TEXT], steps=1)
        for name, change in (("without", changed.without), ("with", changed.with_choice)):
            if name in post:
                changed = change(*split(post[name]))
        if "steps" in post:
            changed = replace(changed, steps=step_number(post["steps"]))
        return replace(changed, is_suspended_shown=True) if "suspended" in post else changed

    def with_choice(self, name: str, value: str) -> "MeetingSearch":
        """One choice more, or another instead of the one before."""
        if name in MANY:
            held = getattr(self, name)
            return replace(self, steps=1, **{name: tuple(dict.fromkeys((*held, value)))[:MOST_CHOSEN]})
        return replace(self, steps=1, **{name: value}) if name in ONE else self

    def without(self, name: str, value: str = "") -> "MeetingSearch":
        """One choice let go; without a value all of its name. "time" lets go of day and hour, "all" of everything but
        the place and how far."""
        if name == "all":
            return MeetingSearch(self.place, miles=self.miles, zone=self.zone, led_here=self.led_here)
        if name == "time":
            return replace(self, steps=1, when="", part="")
        if name in MANY:
            kept = tuple(each for each in getattr(self, name) if value and each != value)
            return replace(self, steps=1, **{name: kept})
        return replace(self, steps=1, **{name: EMPTY.get(name, "")}) if name in ONE else self

    def with_errors(self, errors: Mapping[str, str]) -> "MeetingSearch":
        return replace(self, errors=errors)

    def error(self, field_name: str) -> str:
        return self.errors.get(field_name, "")

    @property
    def is_near_a_place(self) -> bool:
        return bool(self.place) and self.where != ONLINE

    @property
    def is_online_too(self) -> bool:
        return self.where != IN_PERSON

    def check(self) -> None:
        """Raises MeetingSearchRefused, with the field to mend. The place itself is read elsewhere."""
        for name in (*ONE, *MANY):
            value = getattr(self, name)
            sent = set(value) if name in MANY else {value} - {""}
            if not sent <= KNOWN[name]:
                raise MeetingSearchRefused(name, UNKNOWN_CHOICE)
        if self.where == IN_PERSON and not self.place:
            raise MeetingSearchRefused("place", NEEDS_A_PLACE)


def split(pressed: str) -> tuple[str, str]:
    """`needs:women` as a chip sends it."""
    name, _, value = pressed[:LONGEST_TEXT].partition(":")
    return name, value


def step_number(text: str) -> int:
    """What is no number is the first; one too far is the last."""
    return min(MOST_STEPS, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 10 else 1
