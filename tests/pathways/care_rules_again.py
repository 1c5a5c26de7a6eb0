"""The rules of a facility search written a second time, straight from codes, as the judge of the search."""

from handrail.pathways.domain.need import Need
from pathways.path_rules import OUTPATIENT_MEDICINES, accepts


def broken_care_rules(need: Need, codes: set[str], *, is_shown_as_bed: bool) -> list[str]:
    """The names of the rules this place breaks, for a person with this need."""
    broken = []
    if "SA" not in codes or codes & {"OUDO", "DUO"}:
        broken.append("is no place for this substance")
    if "alcohol" in need.cares and "NAUT" in codes:
        broken.append("says it does not treat alcohol")
    if set(need.cares) - {"alcohol"} and "AUDO" in codes:
        broken.append("treats alcohol only")
    if need.is_minor and not codes & {"AD", "CHLD"}:
        broken.append("does not list minors")
    for sex, own, other in (("man", "MALE", "FEM"), ("woman", "FEM", "MALE"), ("pregnant", "FEM", "MALE")):
        if sex in need.ruled and own not in codes and other in codes:
            broken.append("excludes by sex")
    if is_shown_as_bed:
        wanted = {"alcohol": "ADTX", "benzos": "BDTX"}
        if not codes & {"HID", "RD"} or any(wanted[name] not in codes for name in need.withdraws_from):
            broken.append("cannot treat the withdrawal in a bed")
    elif need.withdraws_from and not codes & {"OP", "ORT", "OIT", "OMB", "ODT"}:
        broken.append("neither a bed nor visits")
    return broken + broken_medicine(need, codes)


def broken_medicine(need: Need, codes: set[str]) -> list[str]:
    methadone, buprenorphine = (bool(codes & group) or accepts(codes) for group in OUTPATIENT_MEDICINES)
    keeps = {
        None: True,
        "methadone": methadone,
        "buprenorphine": buprenorphine,
        "already_on_medication": methadone and buprenorphine,
    }
    return [] if keeps[need.medicine] else ["would end the medicine that is taken"]
