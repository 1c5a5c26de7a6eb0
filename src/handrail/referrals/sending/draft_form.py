"""The form by which somebody is handed over, read field by field: codes alone, and sealed words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.http import QueryDict

from handrail.accounts.domain.roles import Kind
from handrail.directory.domain.open_places import Level
from handrail.privacy.domain.consents import Condition
from handrail.referrals.domain.agreeing import NO_KEEPING
from handrail.referrals.domain.fitting import Wanted
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass, Trait, Urgency
from handrail.referrals.domain.release import Ahead, ahead_of
from handrail.referrals.domain.releases import (
    BAD_DAY,
    NO_DAY,
    UNANSWERED,
    FirstDayMedicine,
    FirstDayNaloxone,
    ReleaseRefused,
    check_day,
    is_answered,
)
from handrail.referrals.domain.sending import (
    ALIAS_TOO_LONG,
    BAD_CALL_BACK,
    BAD_MAILBOX,
    BAD_NUMBER,
    FIRST_DAY,
    LANGUAGES,
    LONGEST_ADDRESS,
    LONGEST_ALIAS,
    LONGEST_NOTE,
    NO_ADDRESS,
    NO_ALIAS,
    NO_CODE,
    NO_PLACE,
    NO_SUCH_NUMBER,
    NOTE_TOO_LONG,
    REACHES,
    RECEIPT,
    SAME_ORDER,
    TIMES,
    TOO_MANY,
    Pick,
    WritingRefused,
    Written,
    check_address,
    check_call_back,
    check_order,
    in_order,
)
from handrail.referrals.domain.sides import ONE_WAY_KINDS

FIELD_OF: Mapping[str, str] = {
    NO_ALIAS: "alias",
    ALIAS_TOO_LONG: "alias",
    NO_ADDRESS: "address",
    BAD_NUMBER: "address",
    BAD_MAILBOX: "address",
    NOTE_TOO_LONG: "note",
    BAD_CALL_BACK: "call_back",
    NO_DAY: "release_on",
    BAD_DAY: "release_on",
    FIRST_DAY: "first_day_medicine",
    UNANSWERED: "first_day_medicine",
    NO_PLACE: "find",
    TOO_MANY: "find",
    SAME_ORDER: "find",
    NO_KEEPING: "kept_at",
    NO_SUCH_NUMBER: "number",
}
"""The field at which each refusal is said; one that is of no single field stands above the form alone."""
RELEASING = frozenset({Kind.CUSTODY, Kind.PRISON_HEALTH})
WITH_CONDITION = frozenset({Kind.POLICE, Kind.CUSTODY})
TYPED = {
    "alias": 200,
    "address": LONGEST_ADDRESS,
    "note": 6000,
    "call_back": 40,
    "age": 24,
    "level": 24,
    "medicine": 24,
    "payer": 24,
    "urgency": 24,
    "trait": 24,
    "language": 5,
    "reach": 12,
    "when": 12,
    "release_on": 10,
    "no_release_day": 3,
    "first_day_medicine": 16,
    "first_day_naloxone": 16,
    "condition": 20,
    "tonight": 3,
    "injecting": 3,
    "pregnant": 3,
    "no_voicemail": 3,
    "agrees": 5,
    "kept_at": 200,
}
MOST_PICKED = 20
BEGINS = {"age": Age.ADULT, "medicine": Medicine.UNDECIDED, "payer": PayerClass.UNKNOWN, "urgency": Urgency.TODAY}
BEGINS |= {"level": Level.OUTPATIENT_MEDICINE, "language": "en", "reach": "receipt", "when": "any"}
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class DraftForm:
    """As typed, to be shown again where something is refused."""

    typed: Mapping[str, str]
    chosen: tuple[Pick, ...]

    @property
    def picks(self) -> tuple[str, ...]:
        """The places in the order to ask."""
        return tuple(each.place for each in in_order(self.chosen))

    @property
    def agrees(self) -> str:
        """How the person says yes, where police or custody send."""
        return self.typed["agrees"]

    @classmethod
    def from_post(cls, post: QueryDict) -> "DraftForm":
        """What is missing on a first look begins as most answers do."""
        typed = {
            name: post.get(name, BEGINS.get(name, "")).replace("\r\n", "\n").strip()[:most]
            for name, most in TYPED.items()
        }
        picks = [Pick.read(each[:20]) for each in post.getlist("pick")]
        return cls(typed, tuple({each.place: each for each in picks if each.place}.values())[:MOST_PICKED])

    def written(self, *, kind: Kind, on: date) -> Written:
        """Raises `WritingRefused` or `ReleaseRefused` at the first thing that is missing."""
        if not self.typed["alias"]:
            raise WritingRefused(NO_ALIAS)
        self.check_lengths()
        check_order(self.chosen)
        release_on = self.release_on(on=on) if kind in RELEASING else None
        return Written(
            need=self.need(),
            urgency=self.code("urgency", Urgency),
            language=self.one_of("language", LANGUAGES),
            words=self.words() | ({} if kind in ONE_WAY_KINDS else self.call_back()),
            is_injecting=bool(self.typed["injecting"]),
            is_pregnant=bool(self.typed["pregnant"]) or self.typed["trait"] == Trait.PREGNANT,
            release_on=release_on,
            **(self.first_day() if release_on else {}),
            condition=self.optional("condition", Condition) if kind in WITH_CONDITION else None,
        )

    def check_lengths(self) -> None:
        """What is too long is said and shown again: half a sentence may mean the opposite."""
        if len(self.typed["alias"]) > LONGEST_ALIAS:
            raise WritingRefused(ALIAS_TOO_LONG)
        if len(self.typed["note"]) > LONGEST_NOTE:
            raise WritingRefused(NOTE_TOO_LONG)

    def need(self) -> Need:
        return Need(
            self.code("age", Age),
            self.code("level", Level),
            self.code("medicine", Medicine),
            self.code("payer", PayerClass),
            bool(self.typed["tonight"]),
            self.optional("trait", Trait),
        )

    def wanted(self, *, kind: Kind, on: date) -> Wanted | None:
        """For whom places are looked for, while a first word is still missing. None where a code was made up."""
        try:
            need = self.need()
        except WritingRefused:
            return None
        is_pregnant, leaves = bool(self.typed["pregnant"]), kind in RELEASING
        return Wanted(need, is_pregnant, self.typed["language"], leaves, self.ahead(on=on) if leaves else None)

    def ahead(self, *, on: date) -> Ahead | None:
        try:
            return ahead_of(self.release_on(on=on), on=on)
        except ReleaseRefused:
            return None

    def words(self) -> dict[str, object]:
        reach = self.one_of("reach", REACHES)
        check_address(reach, self.typed["address"])
        words = {"alias": self.typed["alias"], "reach": reach, "when": self.one_of("when", TIMES)}
        address = {"address": self.typed["address"]} if reach != RECEIPT else {}
        note = {"note": self.typed["note"]} if self.typed["note"] else {}
        return words | address | note | {"no_voicemail": bool(self.typed["no_voicemail"])}

    def call_back(self) -> dict[str, object]:
        """Where the program rings whoever sends: police and custody hear nothing more (S24)."""
        if not self.typed["call_back"]:
            return {}
        check_call_back(self.typed["call_back"])
        return {"call_back": self.typed["call_back"]}

    def release_on(self, *, on: date) -> date | None:
        """None for a day that nobody knows yet, where that was said."""
        if not self.typed["release_on"] and not self.typed["no_release_day"]:
            raise ReleaseRefused(NO_DAY)
        if not self.typed["release_on"]:
            return None
        day = day_typed(self.typed["release_on"])
        check_day(day, on=on)
        return day

    def first_day(self) -> dict[str, str]:
        medicine, naloxone = self.typed["first_day_medicine"], self.typed["first_day_naloxone"]
        if not is_answered(medicine=medicine, naloxone=naloxone):
            raise WritingRefused(FIRST_DAY)
        return {
            "first_day_medicine": FirstDayMedicine(medicine).value,
            "first_day_naloxone": FirstDayNaloxone(naloxone).value,
        }

    def code(self, name: str, words: type[Word]) -> Word:
        if self.typed[name] not in set(words):
            raise WritingRefused(NO_CODE)
        return words(self.typed[name])

    def optional(self, name: str, words: type[Word]) -> Word | None:
        return self.code(name, words) if self.typed[name] else None

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        if self.typed[name] not in known:
            raise WritingRefused(NO_CODE)
        return self.typed[name]


def day_typed(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ReleaseRefused(BAD_DAY) from error
