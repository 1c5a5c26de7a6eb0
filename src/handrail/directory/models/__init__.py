"""Everything the directory stores. Other modules import from here."""

from handrail.directory.models.facilities import Facility, ServiceCode
from handrail.directory.models.imports import DirectoryImport, RefusedRow
from handrail.directory.models.open_places import OpenPlaces, OpenPlacesEvent
from handrail.directory.models.revision import FACILITIES, OPENNESS, DirectoryRevision

__all__ = [
    "FACILITIES",
    "OPENNESS",
    "DirectoryImport",
    "DirectoryRevision",
    "Facility",
    "OpenPlaces",
    "OpenPlacesEvent",
    "RefusedRow",
    "ServiceCode",
]
