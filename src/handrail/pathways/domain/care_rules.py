"""What a place must be able to do for alcohol, stimulants or another substance, and what orders such places.

No path is promised here: the evidence for whole paths is about opioids. What binds is safety. Sources: clinical
evidence 3.5 and R6 (alcohol and benzodiazepine withdrawal can kill: a bed, the same day), R9 and R13 (pregnancy, under
18), I2 and 1 row 1 (fentanyl may be in what is sold as something else), I4 (medicine that is taken goes on).
"""

from collections.abc import Iterable
from enum import StrEnum

from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import Requirement, admission, traits_for_wish
from handrail.pathways.domain.vocabulary import OPEN_WISH, open_trait
from handrail.pathways.domain.weights import WEIGHTS, Weight


class Door(StrEnum):
    """Which of two sorts of place is looked for: daily alcohol or benzos need the bed before any other help."""

    WITHDRAWAL_BED = "withdrawal_bed"
    ANY = "any"
    VISITS = "visits"


CARE_WEIGHTS: tuple[Weight, ...] = (
    Weight("care_distance", 1, "mile"),
    Weight("alcohol_medicine_missing", 15, "place_alcohol", plain_fact=True),
    Weight("rewards_missing", 15, "place_stimulants", plain_fact=True),
    Weight("behavior_therapy_missing", 8, "place", plain_fact=True),
)
"""Beside these count the lines of the table for paths that are about one place (`SHARED`)."""

MISSING: dict[str, dict[str, str]] = {
    "alcohol": {
        "alcohol_medicine": "alcohol_medicine_missing",
        "behavior_therapy": "behavior_therapy_missing",
    },
    "stimulants": {"rewards": "rewards_missing", "behavior_therapy": "behavior_therapy_missing"},
    "other": {"behavior_therapy": "behavior_therapy_missing"},
}
"""What each kind of care is charged for when a place does not list it: trait and weight."""

SHARED = (
    "wish_not_met",
    "sign_naloxone_missing",
    "sign_aftercare_missing",
    "sign_peer_missing",
    "sign_accredited_missing",
    "run_for_others",
    "medicaid_across_state_line",
)

CARE_POINTS: dict[str, int] = {
    weight.code: round(weight.points * 1000)
    for weight in (*CARE_WEIGHTS, *(weight for weight in WEIGHTS if weight.code in SHARED))
}
"""Thousandths of a point, as for paths."""

KEEPING: dict[str, tuple[frozenset[str], ...]] = {
    "methadone": (frozenset({"gives_methadone", "accepts"}),),
    "buprenorphine": (frozenset({"gives_buprenorphine", "accepts"}),),
    "already_on_medication": (
        frozenset({"gives_methadone", "accepts"}),
        frozenset({"gives_buprenorphine", "accepts"}),
    ),
}
"""Opioid medicine taken now goes on (I4): the place gives it, or accepts it from the clinic the person has."""


def doors(need: Need) -> tuple[Door, ...]:
    """In the order they are shown. Daily alcohol or benzos: the bed first, whatever else is near (R6)."""
    return (Door.WITHDRAWAL_BED, Door.VISITS) if need.withdraws_from else (Door.ANY,)


def requirement(door: Door, need: Need, *, wishes: Iterable[str] = (), is_covered: bool = True) -> Requirement:
    """What a place behind this door must have, with the wishes still kept, and the cover unless it was let go."""
    all_of = {*admission(need), *(f"care:{care}" for care in need.cares)}
    one_of = [*KEEPING.get(need.medicine or "", ())]
    if door is Door.WITHDRAWAL_BED:
        all_of |= withdrawal_bed(need)
    elif door is Door.VISITS:
        all_of.add("sees_outpatients")
    if is_covered and need.payment:
        one_of.append(frozenset(f"payment:{name}" for name in need.payment))
    for wish in wishes:
        all_of |= wish_traits(wish, door, need)
    return Requirement(frozenset(all_of), tuple(one_of))


def withdrawal_bed(need: Need) -> frozenset[str]:
    """A bed for withdrawal, and withdrawal care for each daily substance whose withdrawal can kill."""
    return frozenset({"has_withdrawal_bed", *need.withdraws_from})


def wish_traits(wish: str, door: Door, need: Need) -> frozenset[str]:
    """As for a path's first leg, and a wish for a place to stay asks for that place."""
    if wish == "withdrawal_stay":
        return withdrawal_bed(need)
    if wish == "residential":
        return frozenset({"residential"})
    if wish == OPEN_WISH:
        return frozenset({open_trait(door.value)})
    place = "residential" if door is Door.WITHDRAWAL_BED else "day"  # children's beds or child care, as on a path
    return traits_for_wish(wish, place, is_start=True)


def missing_charges(need: Need) -> dict[str, int]:
    """Trait to points, for the kinds of care this need asks for: the largest where two kinds ask for the same."""
    return {trait: CARE_POINTS[code] for care in need.cares for trait, code in MISSING[care].items()}
