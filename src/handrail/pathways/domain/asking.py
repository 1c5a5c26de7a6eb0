"""The questions to ask on the phone: what the listing leaves open, for this person, most urgent first."""

from collections.abc import Iterator

from handrail.pathways.domain.explaining import PUBLIC_FUNDS, LegFacts, Note, PathFacts, notes
from handrail.pathways.domain.requirements import Kind


def questions(path: PathFacts) -> tuple[Note, ...]:
    return notes(
        (ask_about_today, ask_about_medicine, ask_who_is_admitted, ask_about_cover, ask_about_wishes, ask_hand_over),
        path,
    )


def ask_about_today(path: PathFacts) -> Iterator[Note]:
    if path.is_stay and path.kind is Kind.WITHDRAWAL_FIRST:
        yield Note("ask_for_the_unit", "start")  # a hospital's listing names another of its desks as often as not
    if path.need.is_pregnant:
        yield Note("ask_same_day_pregnant", "start")
    if path.need.withdraws_from:
        yield Note("ask_bed_now", "start")
        if "MDET" not in path.start.codes:
            yield Note("ask_withdrawal_medicine", "start")
    elif path.is_stay:
        yield Note("ask_bed", "start")
    else:
        yield Note("ask_transfer" if path.need.medicine else "ask_how_soon", "start")


def ask_about_medicine(path: PathFacts) -> Iterator[Note]:
    if path.need.medicine and path.is_stay:
        yield Note("ask_keep_my_medicine", "start")
    if path.need.medicine == "already_on_medication" and "prescribes" not in path.start.traits:
        yield Note("ask_while_i_keep_my_prescriber", "start")
    for leg in path.legs:
        yield from ask_leg_about_medicine(path, leg)


def ask_leg_about_medicine(path: PathFacts, leg: LegFacts) -> Iterator[Note]:
    if "BU" in leg.codes and "maintains" not in leg.traits:
        yield Note("ask_continue_buprenorphine", leg.role)
    if "OTP" in leg.codes and "MU" not in leg.codes:
        yield Note("ask_methadone_given", leg.role)
    if leg.codes & {"NMOA", "NOOP"}:
        yield Note("ask_medicine_here", leg.role)
    if leg.role == "continue" and "prescribes" not in leg.traits:
        yield Note("ask_accepts_my_medicine", leg.role)
    if path.need.is_minor and leg.codes & {"BU", "BUM", "UB"}:
        yield Note("ask_buprenorphine_from_16", leg.role)
    if path.need.is_minor and leg.codes & {"OTP", "MU", "MM"}:
        yield Note("ask_methadone_under_18", leg.role)


def ask_who_is_admitted(path: PathFacts) -> Iterator[Note]:
    cares_about_sex = path.need.is_pregnant or path.need.ruled & {"man", "woman"}
    for leg in path.legs:
        if cares_about_sex and not leg.codes & {"MALE", "FEM"}:
            yield Note("ask_admits_my_sex", leg.role)
        if not path.need.is_minor and "CHLD" in leg.codes and not leg.codes & {"ADLT", "YAD", "SNR"}:
            yield Note("ask_adults", leg.role)


def ask_about_cover(path: PathFacts) -> Iterator[Note]:
    for name in path.need.payment:
        for leg in path.legs:
            if f"payment:{name}" not in leg.traits:
                yield Note("ask_cover", leg.role, (("cover", name),))
            elif name == "none" and not leg.codes & {"NP", "SS", "PA"} and leg.codes & PUBLIC_FUNDS:
                yield Note("ask_public_funds", leg.role)
            if name == "none" and "NP" in leg.codes and leg.codes & {"PI", "MD", "SF"}:
                yield Note("ask_really_free", leg.role)
    if "medicaid" in path.need.payment:
        yield Note("ask_medicaid_plan", "start")
    if "none" in path.need.payment:
        yield Note("ask_apply_for_medicaid", "start")


def ask_about_wishes(path: PathFacts) -> Iterator[Note]:
    if "medical_illness" in path.wishes and not path.is_stay:
        yield Note("ask_other_illness", "start")
    for wish in path.wishes:
        if path.lacks(wish):
            code = "ask_interpreter" if wish.startswith("language:") else "ask_wish"
            yield Note(code, "start", (("wish", wish),))


def ask_hand_over(path: PathFacts) -> Iterator[Note]:
    if not path.is_one_facility:
        yield Note("ask_hand_over", "start", (("next", path.go_on.name),))
    if "sign:naloxone" not in path.start.traits:
        yield Note("ask_naloxone", "start")
