"""The form by which somebody asks a program to expect them: what was typed, kept exactly, also where it is wrong."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from handrail.directory.domain.open_places import Level
from handrail.directory.models import Facility
from handrail.kernel.sealed_tokens import TokenRefused, seal, unseal
from handrail.messaging.actions import MessageRefused, normal_address
from handrail.pages.expect_words import (
    LEVEL_CHOICES,
    MEDICINE_CHOICES,
    PAYER_CHOICES,
    REACH_CHOICES,
    SOON_CHOICES,
    WHEN_CHOICES,
    Choices,
)
from handrail.privacy.domain.receipts import PinRefused, check_pin
from handrail.referrals.coming_back.queries import CHANNEL_OF
from handrail.referrals.domain.needs import Medicine, PayerClass, Urgency
from handrail.referrals.domain.self_referring import LONGEST_ADDRESS, LONGEST_ALIAS, Asked, Reach, When
from handrail.web.translation import mark

PURPOSE = "expect me"
LIFETIME = timedelta(hours=2)  # as a search: long enough to read it all, too short to be found on a shared computer
LONGEST = 200
NAMELESS = mark("Write a name they can call you by. It need not be your real one.")
TOO_LONG = mark("This is too long. Please make it shorter.")
CHOOSE: dict[str, str] = {
    "age": mark("Say whether you are 18 or older."),
    "level": mark("Choose what help you look for."),
    "medicine": mark("Choose one of the medicines."),
    "payer": mark("Choose how it would be paid."),
    "soon": mark("Choose how soon you need an answer."),
    "reach": mark("Choose how you learn what they say."),
    "when": mark("Choose when it is safe."),
}
FIELDS = ("age", "alias", "level", "medicine", "payer", "soon", "reach", "address", "when", "pin", "agree")
"""In the order of the page, in which what is wrong is said as well."""
NOT_AGREED = mark("To send this, tick the box that you agree.")
UNREADABLE: dict[Reach, str] = {
    Reach.TEXT: mark("Please write a phone number that can get texts, with its area code."),
    Reach.CALL: mark("Please write a phone number that can get texts, with its area code."),
    Reach.EMAIL: mark("Please write an e-mail address, such as name@example.org."),
}
CHOICES: dict[str, Choices] = {
    "age": (("adult", mark("Yes")), ("minor", mark("No"))),
    "level": LEVEL_CHOICES,
    "medicine": MEDICINE_CHOICES,
    "payer": PAYER_CHOICES,
    "soon": SOON_CHOICES,
    "reach": REACH_CHOICES,
    "when": WHEN_CHOICES,
}


@dataclass(frozen=True)
class Begun:
    """What a form carries of itself: for which place and program it was shown, and its key."""

    place: str
    program: str
    key: str

    @classmethod
    def at(cls, place: Facility, program: str) -> "Begun":
        return cls(place.public_id, program, f"self:{secrets.token_hex(16)}")

    @classmethod
    def from_token(cls, token: str, *, place: Facility, at: datetime) -> "Begun":
        """Raises TokenRefused, also for a form that was shown for another place."""
        value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
        if value["place"] != place.public_id:
            raise TokenRefused("This form was made for another place.")
        return cls(**value)

    def token(self, *, at: datetime) -> str:
        return seal(self.__dict__, purpose=PURPOSE, at=at)


@dataclass(frozen=True)
class ExpectForm:
    """What was typed, kept until it can be read."""

    alias: str = ""
    level: str = ""
    medicine: str = Medicine.UNDECIDED.value
    payer: str = PayerClass.UNKNOWN.value
    soon: str = Urgency.TODAY.value
    reach: str = Reach.RECEIPT.value
    address: str = ""
    when: str = When.ANY.value
    no_voicemail: str = ""
    age: str = ""
    agree: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_post(cls, posted: Mapping[str, str]) -> "ExpectForm":
        """What the page did not ask, such as when a number may be used where none was asked for, stays as it begins."""
        empty = cls()
        names = [name for name in cls.__dataclass_fields__ if name != "errors"]
        typed = {name: posted.get(name, getattr(empty, name)) for name in names}
        form = cls(**{name: " ".join(text.split())[: LONGEST + 1] for name, text in typed.items()})
        return replace(form, errors=form.found_wrong(posted.get("pin", "")[: LONGEST + 1]))

    def found_wrong(self, pin: str) -> dict[str, str]:
        """The PIN is judged and never kept: it stands in no form a second time."""
        wrong = {name: CHOOSE[name] for name, choices in CHOICES.items() if getattr(self, name) not in dict(choices)}
        if not self.alias:
            wrong["alias"] = NAMELESS
        elif len(self.alias) > LONGEST_ALIAS:
            wrong["alias"] = TOO_LONG
        if "reach" not in wrong and not self.can_be_reached():
            wrong["address"] = UNREADABLE[Reach(self.reach)]
        if not self.agree:
            wrong["agree"] = NOT_AGREED
        try:
            check_pin(pin)
        except PinRefused as refusal:
            wrong["pin"] = str(refusal)
        return wrong

    def can_be_reached(self) -> bool:
        reach = Reach(self.reach)
        if reach is Reach.RECEIPT:
            return True
        try:
            return len(self.address) <= LONGEST_ADDRESS and bool(normal_address(CHANNEL_OF[reach], self.address))
        except MessageRefused:
            return False

    @property
    def is_minor(self) -> bool:
        return self.age == "minor"

    def error(self, name: str) -> str:
        return self.errors.get(name, "")

    def asked(self) -> Asked:
        reach = Reach(self.reach)
        return Asked(
            alias=self.alias,
            level=Level(self.level),
            medicine=Medicine(self.medicine),
            payer=PayerClass(self.payer),
            urgency=Urgency(self.soon),
            reach=reach,
            address="" if reach is Reach.RECEIPT else normal_address(CHANNEL_OF[reach], self.address),
            when=When(self.when),
            no_voicemail=bool(self.no_voicemail),
        )
