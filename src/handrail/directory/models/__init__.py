"""Everything the directory stores. Other modules import from here."""

from handrail.directory.models.facilities import Facility, ServiceCode
from handrail.directory.models.imports import DirectoryImport, RefusedRow
from handrail.directory.models.local_help import LocalHelp
from handrail.directory.models.revision import DirectoryRevision

__all__ = ["DirectoryImport", "DirectoryRevision", "Facility", "LocalHelp", "RefusedRow", "ServiceCode"]
