"""Signs of quality as named facts. There is no score: nobody knows how to weigh them."""

from collections.abc import Collection
from dataclasses import dataclass

# What a person can ask any program about; the codes are what SAMHSA's directory calls it. A missing code is no "no".
SIGNS: dict[str, tuple[str, ...]] = {
    "sign_state_license": ("STAG", "STMH", "STDH", "HLA", "MHC"),
    "sign_carf": ("CARF",),
    "sign_joint_commission": ("JC",),
    "sign_other_accreditation": ("COA", "HFAP", "NCQA", "CBHC"),
    "sign_methadone_certificate": ("SOTP", "OTP"),
    "sign_medicine": ("MU", "BU"),
    "sign_naloxone": ("NOE",),
    "sign_aftercare": ("ACC",),
    "sign_peers": ("PEER", "RC"),
}


@dataclass(frozen=True)
class Sign:
    """One sign and the listed codes that speak for it; none listed means that nobody answered."""

    code: str
    listed: tuple[str, ...]


def quality_signs(codes: Collection[str]) -> tuple[Sign, ...]:
    """All of them, always: what is not listed is as telling as what is."""
    return tuple(Sign(name, tuple(code for code in about if code in codes)) for name, about in SIGNS.items())
