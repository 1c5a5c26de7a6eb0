"""The form that reports a problem: what was typed, kept exactly, also where it is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from handrail.directory.corrections.actions import Report
from handrail.directory.domain.corrections import Kind
from handrail.directory.domain.phone_numbers import canonical_phone
from handrail.web.translation import mark

LONGEST = {"words": 1000, "phone": 40, "website": 255, "address": 255}
HAS_A_DOT = re.compile(r"\S+\.\S+")  # of a web address no more is asked: one of us looks at it
ONE_NUMBER = mark("Write one phone number of ten digits, perhaps with an extension, and nothing else.")
ONE_ADDRESS = mark("Write one web address, such as example.org, and nothing else.")
TOO_LONG = mark("This is too long. Please make it shorter.")


@dataclass(frozen=True)
class ProblemForm:
    """What was typed, kept until it can be read."""

    kind: str = ""
    words: str = ""
    phone: str = ""
    website: str = ""
    address: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_post(cls, posted: Mapping[str, str]) -> "ProblemForm":
        typed = {name: posted.get(name, "").strip() for name in LONGEST}
        kind = posted.get("kind", "")
        errors = {} if kind in list(Kind) else {"kind": mark("Choose what is wrong.")}  # in the order of the form
        errors |= {name: TOO_LONG for name, most in LONGEST.items() if len(typed[name]) > most}
        if typed["phone"] and not canonical_phone(typed["phone"]):
            errors.setdefault("phone", ONE_NUMBER)
        if typed["website"] and not HAS_A_DOT.fullmatch(typed["website"]):
            errors.setdefault("website", ONE_ADDRESS)
        return cls(kind=kind, errors=errors, **typed)

    def error(self, name: str) -> str:
        return self.errors.get(name, "")

    def report(self) -> Report:
        one_line = {name: " ".join(getattr(self, name).split()) for name in ("phone", "website", "address")}
        return Report(kind=Kind(self.kind), words=self.words, **one_line)
