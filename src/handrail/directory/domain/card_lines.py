"""What a card says in one line: which medicine is listed, and how a person can pay."""

from collections.abc import Collection
from enum import StrEnum

METHADONE = ("MU", "OTP", "MM")
GIVES_METHADONE = ("MU", "MM")  # beside a methadone clinic's own code, which alone is a question to ask
BUPRENORPHINE = ("BU", "UB", "BUM")
NALTREXONE = ("NU", "UN", "RPN")
OWN_ACCEPTED = "MOA"
DENIES = frozenset({"NMOA", "NOOP"})
# What decides for most people whether they can go: nothing to pay first, then the covers that most people have.
PAYMENTS_IN_ORDER = ("NP", "MD", "MC", "SS", "PA", "PI", "MI", "VAF", "ITU", "SI", "SF")
MOST_PAYMENTS = 4


class Medicine(StrEnum):
    """What the listing says of medicine for opioid use, in one word."""

    BOTH = "medicine_both"
    METHADONE = "medicine_methadone"
    BUPRENORPHINE = "medicine_buprenorphine"
    CLINIC = "medicine_clinic"
    CLINIC_BUPRENORPHINE = "medicine_clinic_buprenorphine"
    NALTREXONE = "medicine_naltrexone"
    OWN_ONLY = "medicine_own"
    UNCLEAR = "medicine_unclear"
    DENIED = "medicine_denied"
    NONE = "medicine_none"


def medicine_listed(codes: Collection[str]) -> Medicine:
    """A listing that claims a medicine and denies it too is unclear: ask, and never decide it here."""
    listed = set(codes)
    methadone, buprenorphine = bool(listed.intersection(METHADONE)), bool(listed.intersection(BUPRENORPHINE))
    naltrexone = bool(listed.intersection(NALTREXONE))
    if listed & DENIES:
        return Medicine.UNCLEAR if methadone or buprenorphine or naltrexone else Medicine.DENIED
    if methadone and not listed.intersection(GIVES_METHADONE):
        return Medicine.CLINIC_BUPRENORPHINE if buprenorphine else Medicine.CLINIC
    if methadone and buprenorphine:
        return Medicine.BOTH
    if methadone or buprenorphine:
        return Medicine.METHADONE if methadone else Medicine.BUPRENORPHINE
    if naltrexone:
        return Medicine.NALTREXONE
    return Medicine.OWN_ONLY if OWN_ACCEPTED in listed else Medicine.NONE


def lists_methadone(codes: Collection[str]) -> bool:
    """As a card says it. A methadone clinic's own code alone is a question to ask, and so is what is denied too."""
    return medicine_listed(codes) in (Medicine.METHADONE, Medicine.BOTH)


def lists_buprenorphine(codes: Collection[str]) -> bool:
    return medicine_listed(codes) in (Medicine.BUPRENORPHINE, Medicine.BOTH, Medicine.CLINIC_BUPRENORPHINE)


def payments_listed(codes: Collection[str]) -> tuple[str, ...]:
    """The codes of the payment line, the most telling first."""
    return tuple(code for code in PAYMENTS_IN_ORDER if code in codes)[:MOST_PAYMENTS]


def same_medicine(codes: Collection[str]) -> tuple[str, ...]:
    """Of which codes the next place to call lists one: the same medicine, else methadone or buprenorphine."""
    found = medicine_listed(codes)
    if found in (Medicine.METHADONE, Medicine.CLINIC):
        return METHADONE
    if found is Medicine.BUPRENORPHINE:
        return BUPRENORPHINE
    return (*METHADONE, *BUPRENORPHINE)
