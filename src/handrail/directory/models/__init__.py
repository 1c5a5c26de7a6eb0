"""Everything the directory stores. Other modules import from here."""

from handrail.directory.models.calls import CallLease, CallOutcome, TimesShown, VisitorAnswers
from handrail.directory.models.corrections import CheckedFact, Correction, DeskEvent
from handrail.directory.models.facilities import Facility, ServiceCode
from handrail.directory.models.imports import DirectoryImport, RefusedRow
from handrail.directory.models.merges import Merge, NotTheSame
from handrail.directory.models.revision import DirectoryRevision

__all__ = [
    "CallLease",
    "CallOutcome",
    "CheckedFact",
    "Correction",
    "DeskEvent",
    "DirectoryImport",
    "DirectoryRevision",
    "Facility",
    "Merge",
    "NotTheSame",
    "RefusedRow",
    "ServiceCode",
    "TimesShown",
    "VisitorAnswers",
]
