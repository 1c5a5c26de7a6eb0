"""What a frightened person can read aloud on the telephone, chosen by what the facility lists."""

from collections.abc import Collection

from handrail.directory.domain.card_lines import Medicine, medicine_listed

STAY_FOR_WITHDRAWAL = frozenset({"RD", "HID"})
WITHDRAWAL_FROM_HOME = frozenset({"OD"})
LIVE_IN = frozenset({"RES", "RL", "RS", "HI", "HIT"})
NOT_FOR_OPIOIDS = frozenset({"NOOP", "AUDO", "DUO"})
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


def script(codes: Collection[str]) -> tuple[str, ...]:
    """The sentences, in the order one says them: who I am, medicine, a bed, money, when, who."""
    listed = set(codes)
    if listed & NOT_FOR_OPIOIDS and "OUDO" not in listed:
        return ("say_hello", "say_not_for_opioids", "say_who_near", "say_name")
    lines = ["say_hello", ASK_FOR_MEDICINE.get(medicine_listed(listed), "say_medicine_none")]
    if listed & STAY_FOR_WITHDRAWAL:
        lines += ["say_bed", "say_medicine_after"]
    elif listed & WITHDRAWAL_FROM_HOME:
        lines += ["say_withdrawal_home", "say_medicine_after"]
    if listed & LIVE_IN:
        lines.append("say_medicine_living_there")
    lines.append("say_low_cost" if listed & LOW_COST else "say_pay")
    return (*lines, "say_first_visit", "say_name")
