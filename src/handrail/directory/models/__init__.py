"""Everything the directory stores. Other modules import from here."""

from handrail.directory.models.calls import CallLease, CallOutcome, TimesShown, VisitorAnswers
from handrail.directory.models.claims import Claim, ListingChange, ListingContact
from handrail.directory.models.corrections import CheckedFact, Correction, DeskEvent
from handrail.directory.models.facilities import Facility, ListedNumber, ServiceCode
from handrail.directory.models.imports import DirectoryImport, RefusedRow
from handrail.directory.models.local_help import LocalHelp
from handrail.directory.models.merges import Merge, NotTheSame
from handrail.directory.models.open_places import OpenPlaces, OpenPlacesEvent, OpenPlacesNudge
from handrail.directory.models.partnerships import Partnership
from handrail.directory.models.revision import FACILITIES, OPENNESS, DirectoryRevision

__all__ = [
    "FACILITIES",
    "OPENNESS",
    "CallLease",
    "CallOutcome",
    "CheckedFact",
    "Claim",
    "Correction",
    "DeskEvent",
    "DirectoryImport",
    "DirectoryRevision",
    "Facility",
    "ListedNumber",
    "ListingChange",
    "ListingContact",
    "LocalHelp",
    "Merge",
    "NotTheSame",
    "OpenPlaces",
    "OpenPlacesEvent",
    "OpenPlacesNudge",
    "Partnership",
    "RefusedRow",
    "ServiceCode",
    "TimesShown",
    "VisitorAnswers",
]
