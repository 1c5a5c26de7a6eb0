"""What a listing leaves open or says two ways: asked on the phone, never decided here."""

from collections.abc import Collection
from dataclasses import dataclass

MEDICINES = ("MU", "BU", "NU")
MEDICINE_CLAIMS = frozenset(
    {"MU", "BU", "NU", "MM", "BUM", "UB", "UN", "DM", "DB", "OTP", "OMB", "MWS", "PAIN", "RPN"}
    | {"METH", "BWN", "BWON", "BERI", "BSDM", "NXN", "VTRL"}
)
PAID = ("PI", "MD", "SF")
GOES_ON = frozenset({"BUM", "UB", "OTP", "MU", "MM"})
ONLY_SERVES = ("DUO", "AUDO", "OUDO")


@dataclass(frozen=True)
class Question:
    """`about` are the codes that its words name."""

    code: str
    about: tuple[str, ...] = ()


def questions(codes: Collection[str]) -> tuple[Question, ...]:
    """The contradictions first, then what the listing does not say."""
    return (*contradictions(codes), *gaps(codes))


def contradictions(codes: Collection[str]) -> tuple[Question, ...]:
    """Pairs seen in the real directory: each claim may be the true one."""
    found = []
    if "NMOA" in codes and (listed := among(codes, MEDICINES)):
        found.append(Question("no_medicine_but_listed", listed))
    if "NOOP" in codes and (listed := among(codes, ("MU", "BU"))):
        found.append(Question("no_opioid_care_but_listed", listed))
    if "NP" in codes and (listed := among(codes, PAID)):
        found.append(Question("free_but_paid_listed", listed))
    if "OTP" in codes and "MU" not in codes:
        found.append(Question("methadone_clinic_without_methadone", ("OTP",)))
    return tuple(found)


def disputed_codes(codes: Collection[str]) -> frozenset[str]:
    """Claims that the same row also denies: shown as "listed as ...", never as plain fact."""
    disputed = {code for question in contradictions(codes) for code in question.about}
    if {"NMOA", "NOOP"} & set(codes):
        disputed |= MEDICINE_CLAIMS & set(codes)
    return frozenset(disputed)


def gaps(codes: Collection[str]) -> tuple[Question, ...]:
    found = []
    if "BU" in codes and not GOES_ON & set(codes):
        found.append(Question("buprenorphine_how_long"))
    if not {"FEM", "MALE"} & set(codes):
        found.append(Question("women_or_men_not_listed"))
    if "CHLD" in codes and not {"YAD", "ADLT", "SNR"} & set(codes):
        found.append(Question("adults_not_listed"))
    return tuple(found)


def among(codes: Collection[str], wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in wanted if code in codes)
