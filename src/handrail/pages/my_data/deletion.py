"""What becomes of each kind of data when a person asks for deletion: the three classes, before the press (S33)."""

from dataclasses import dataclass

from django.conf import settings

from handrail.pages.my_data.kept_words import KEPT_WORDS
from handrail.privacy.domain.personal_data import DataClass
from handrail.privacy.erasing.actions import MAY_BE_TAKEN_BACK
from handrail.privacy.holds.queries import is_hold_told
from handrail.privacy.models import Subject
from handrail.privacy.register import personal_fields


@dataclass(frozen=True)
class Becomes:
    """What goes, what a program keeps, what the account of acts keeps; and what may delay it."""

    own: list[str]
    program: list[str]
    account: list[str]
    is_held: bool
    hours: int
    backup_days: int


def what_becomes_of_it(*, subject: Subject) -> Becomes:
    own, program, account = (words_of_class(kind) for kind in (DataClass.OWN, DataClass.PROGRAM, DataClass.ACCOUNT))
    hours = int(MAY_BE_TAKEN_BACK.total_seconds()) // 3600
    return Becomes(own, program, account, is_hold_told(subject), hours, settings.BACKUP_DAYS)


def words_of_class(kind: DataClass) -> list[str]:
    """From the register itself, so that no table is left out. Tables with the same words are told once."""
    tables = (entry.field.rpartition(".")[0] for entry in personal_fields() if entry.data_class is kind)
    return list(dict.fromkeys(KEPT_WORDS[kind, table] for table in tables))
