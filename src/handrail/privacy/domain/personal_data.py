"""What kinds of personal data there are, and what becomes of each when a person asks for deletion (S33)."""

from dataclasses import dataclass
from enum import StrEnum

from handrail.privacy.domain.retention import Retention


class DataClass(StrEnum):
    """The three classes a person is shown before they press, and what is of nobody."""

    OWN = "own"  # the person's: gone when they say so
    PROGRAM = "program"  # a program's record: kept as the law demands; may be amended or restricted
    ACCOUNT = "account"  # of disclosures and acts: for ever or six years, as the rule of its kind says
    NOBODY = "nobody"  # not about a person who seeks help


@dataclass(frozen=True)
class FieldEntry:
    """One line of the register of personal fields."""

    field: str  # "privacy.Identity.person"
    data_class: DataClass
    what: str
    kept: str  # until when
    retention: Retention  # the rule behind it


class RegisterRefused(Exception):
    """The register has a gap or a line for what does not exist. Met by a test, never by a person."""
