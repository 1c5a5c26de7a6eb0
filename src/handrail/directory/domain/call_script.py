"""What a frightened person can read aloud on the telephone, chosen by what the facility lists."""

from collections.abc import Collection

from handrail.directory.domain.card_lines import Medicine, medicine_listed

STAY_FOR_WITHDRAWAL = frozenset({"RD", "HID"})
WITHDRAWAL_FROM_HOME = frozenset({"OD"})
LIVE_IN = frozenset({"RES", "RL", "RS", "HI", "HIT"})
NOT_FOR_OPIOIDS = frozenset({"NOOP"})
ONLY_ALCOHOL = frozenset({"AUDO", "DUO"})
OPIOID = "opioid"
NO_COVER = "none"
LOW_COST = frozenset({"NP", "SS", "PA"})

ASK_FOR_MEDICINE = {
    Medicine.BOTH: "say_medicine_both",
    Medicine.METHADONE: "say_medicine_methadone",
    Medicine.BUPRENORPHINE: "say_medicine_buprenorphine",
    Medicine.CLINIC: "say_medicine_methadone",
    Medicine.CLINIC_BUPRENORPHINE: "say_medicine_both",
    Medicine.UNCLEAR: "say_medicine_unclear",
    Medicine.OWN_ONLY: "say_medicine_own",
}


def speaks_of_opioids(codes: Collection[str], *, about: str = OPIOID) -> bool:
    """Not where the search is about another substance, nor where only alcohol or drink-driving is treated."""
    listed = set(codes)
    return about == OPIOID and ("OUDO" in listed or not listed & ONLY_ALCOHOL)


def script(codes: Collection[str], *, about: str = OPIOID, covers: Collection[str] = ()) -> tuple[str, ...]:
    """The sentences, in the order one says them: who I am, medicine, a bed, money, when, who.

    `about` is what the search is about; "opioid" where nobody said. `covers` are what the person chose.
    """
    listed = set(codes)
    if not speaks_of_opioids(listed, about=about):
        return script_without_opioids(listed, covers)
    if listed & NOT_FOR_OPIOIDS and "OUDO" not in listed:
        return ("say_hello", "say_not_for_opioids", "say_who_near", "say_name")
    lines = ["say_hello", ASK_FOR_MEDICINE.get(medicine_listed(listed), "say_medicine_none")]
    if listed & STAY_FOR_WITHDRAWAL:
        lines += ["say_bed", "say_medicine_after"]
    elif listed & WITHDRAWAL_FROM_HOME:
        lines += ["say_withdrawal_home", "say_medicine_after"]
    if listed & LIVE_IN:
        lines.append("say_medicine_living_there")
    return (*lines, say_cost(listed, covers), "say_first_visit", "say_name")


def script_without_opioids(listed: Collection[str], covers: Collection[str]) -> tuple[str, ...]:
    bed = ("say_bed",) if STAY_FOR_WITHDRAWAL & set(listed) else ()
    return ("say_hello_other", *bed, say_cost(listed, covers), "say_first_visit", "say_name")


def say_cost(listed: Collection[str], covers: Collection[str]) -> str:
    """By the cover that was chosen; else by what the place lists."""
    if set(covers) == {NO_COVER}:
        return "say_no_insurance"
    if covers:
        return "say_cover"
    return "say_low_cost" if LOW_COST & set(listed) else "say_pay"
