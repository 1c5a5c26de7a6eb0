"""The table of rules that no path may break, written a second time straight from codes, as the judge of the search."""

from handrail.pathways.domain.need import Need

OUTPATIENT_MEDICINES = {"MU", "MM", "OTP"}, {"BU", "BUM", "UB"}
PAYMENT_CODES = {
    "medicaid": {"MD"},
    "medicare": {"MC"},
    "private": {"PI"},
    "military": {"MI"},
    "va": {"VAMC"},
    "tribal": {"ITU", "TBG", "IH"},
    "none": {"NP", "SS", "PA", "SAMF", "FSA"},
}
WISH_CODES = {
    "deaf": {"AH"},
    "pregnant_group": {"PW"},
    "veteran": {"VET"},
    "lgbtq": {"GL"},
    "co_occurring": {"CO"},
    "trauma": {"TRMA"},
    "criminal_justice": {"CJ"},
    "twelve_step": {"TWFA"},
    "telehealth": {"TELE"},
    "transport": {"TA"},
    "seniors": {"SE"},
    "language:spanish": {"SP"},
    "language:vietnamese": {"F92"},
    "language:yupik": {"N40"},
}


def broken_rules(kind: str, need: Need, start: set[str], go_on: set[str]) -> list[str]:
    """The names of the rules this pair of legs breaks, for a person with this need."""
    broken = []
    for name, codes in (("start", start), ("continue", go_on)):
        if "SA" not in codes:
            broken.append(f"{name} does not list SA")
        if "NOOP" in codes and not codes & {"BU", "MU"}:
            broken.append(f"{name} does not treat opioid use")
        if codes & {"AUDO", "DUO"}:
            broken.append(f"{name} serves only others")
        if need.is_minor and not codes & {"AD", "CHLD"}:
            broken.append(f"{name} does not list minors")
        for sex, own, other in (("man", "MALE", "FEM"), ("woman", "FEM", "MALE"), ("pregnant", "FEM", "MALE")):
            if sex in need.ruled and own not in codes and other in codes:
                broken.append(f"{name} excludes by sex")
    broken += broken_medicine(kind, need, start, go_on)
    return broken + broken_kind(kind, need, start)


def prescribes(codes: set[str]) -> bool:
    return bool(codes & {"BU", "MU", "OTP"})


def accepts(codes: set[str]) -> bool:
    return "MOA" in codes and "NMOA" not in codes


def takes(medicine: str | None, codes: set[str]) -> bool:
    methadone, buprenorphine = (bool(codes & group) for group in OUTPATIENT_MEDICINES)
    return {
        None: True,
        "methadone": methadone,
        "buprenorphine": buprenorphine,
        "already_on_medication": methadone and buprenorphine,
    }[medicine]


def broken_medicine(kind: str, need: Need, start: set[str], go_on: set[str]) -> list[str]:
    broken = []
    keeps_own = need.medicine == "already_on_medication" and kind == "medicine_first" and accepts(start)
    if not keeps_own and not (prescribes(start) and takes(need.medicine, start)):
        broken.append("start does not prescribe what is needed")
    if kind == "medicine_first":
        if not prescribes(go_on) and not (accepts(go_on) and prescribes(start)):
            broken.append("a day without a prescriber")
    elif not (prescribes(go_on) and takes(need.medicine, go_on)):
        broken.append("nobody prescribes after the stay")
    if need.is_pregnant and not start & {"OTP", "MU", "MM", "BUM", "UB"}:
        broken.append("pregnant, and the start may end medicine")
    if need.is_pregnant and kind != "medicine_first" and not go_on & {"OTP", "MU", "MM", "BUM", "UB"}:
        broken.append("pregnant, and medicine may end after the stay")
    return broken


def broken_kind(kind: str, need: Need, start: set[str]) -> list[str]:
    broken = []
    if kind == "withdrawal_first" and not ({"DT", "ODTX"} <= start and start & {"HID", "RD", "OD"}):
        broken.append("not a withdrawal program")
    if kind == "residential" and not start & {"RS", "RL", "HIT"}:
        broken.append("not residential")
    if need.withdraws_from:
        if kind == "medicine_first" or not start & {"HID", "RD"}:
            broken.append("dangerous withdrawal without a bed")
        wanted = {"alcohol": "ADTX", "benzos": "BDTX"}
        broken += [f"no {name} withdrawal" for name in need.withdraws_from if wanted[name] not in start]
    elif need.is_pregnant and kind == "withdrawal_first":
        broken.append("withdrawal in pregnancy")
    return broken


def meets_wish(wish: str, kind: str, start: set[str], go_on: set[str]) -> bool:
    sleeps = kind == "residential" or (kind == "withdrawal_first" and bool(start & {"HID", "RD"}))
    if wish == "children":
        return ("BC" if sleeps else "CCC") in start and "CCC" in go_on
    if wish == "medical_illness":
        return not sleeps or bool(start & {"HID", "GH"})
    if wish == "withdrawal_stay":
        return kind == "withdrawal_first" and sleeps
    if wish == "residential":
        return kind == "residential"
    if wish == "start_today":
        return False
    return bool(WISH_CODES[wish] & start) and bool(WISH_CODES[wish] & go_on)


def is_covered(need: Need, codes: set[str]) -> bool:
    return not need.payment or any(PAYMENT_CODES[name] & codes for name in need.payment)
