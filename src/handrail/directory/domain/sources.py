"""Where a facility's facts come from, and which part of the field a row belongs to."""

from enum import StrEnum


class Source(StrEnum):
    """Who published the row. Shown beside every fact, with its year."""

    NATIONAL_DIRECTORY = "samhsa_national_directory"
    FINDTREATMENT = "findtreatment_export"
    DEMONSTRATION = "demonstration"


class FacilityKind(StrEnum):
    """What the source calls the row: FindTreatment's `type_facility`; the national directory is all SUBSTANCE_USE."""

    SUBSTANCE_USE = "SA"
    OPIOID_TREATMENT_PROGRAM = "OTP"
    MENTAL_HEALTH = "MH"


class Precision(StrEnum):
    """How exact a facility's point is. Only ADDRESS is a building; ZIP is the middle of its ZIP area."""

    ADDRESS = "address"
    ZIP = "zip"
    NONE = ""
