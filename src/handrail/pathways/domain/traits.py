"""Each facility boiled down to traits: one bit for each fact a path may require, wish for or be charged for.

A trait is a rule of `facility_rules.py` or a word of `vocabulary.py` under a name. Judged once when the index is built,
so that a search compares two 64-bit words a row instead of reading codes.
"""

from collections.abc import Collection

from handrail.pathways.domain import facility_rules as rules
from handrail.pathways.domain.facility_rules import Has, Rule, any_of
from handrail.pathways.domain.vocabulary import (
    LANGUAGES,
    OPEN_PLACES,
    PAYMENTS,
    PLACE_WISHES,
    PLAIN_WISHES,
    open_trait,
)

FACTS: dict[str, Rule] = {
    "eligible": rules.is_eligible,
    "prescribes": rules.prescribes,
    "maintains": rules.maintains,
    "accepts": rules.accepts,
    "gives_methadone": rules.gives_methadone,
    "gives_buprenorphine": rules.gives_buprenorphine,
    "starts_methadone": any_of("MU", "OTP"),
    "buprenorphine_clinic": rules.is_buprenorphine_clinic,
    "methadone_clinic": any_of("OTP"),
    "sees_outpatients": rules.sees_outpatients,
    "weekly_visits": any_of("ORT", "OMB"),
    "intensive_visits": any_of("OIT", "ODT"),
    "withdrawal_in_bed": rules.manages_withdrawal_in_bed,
    "withdrawal_at_home": rules.manages_withdrawal_at_home,
    "residential": rules.is_residential,
    "alcohol": any_of("ADTX"),
    "benzos": any_of("BDTX"),
    "has_withdrawal_bed": rules.has_withdrawal_bed,
    "admits_minors": rules.admits_minors,
    "admits_men": rules.admits_men,
    "admits_women": rules.admits_women,
    "run_for_veterans": any_of("VAMC"),
    "run_for_military": any_of("DDF"),
    "care:alcohol": rules.treats_alcohol_use,
    "care:stimulants": rules.treats_any_use,
    "care:other": rules.treats_any_use,
    "alcohol_medicine": any_of("PMAT", "ACM", "DSF"),
    "rewards": any_of("CMI", "CRV"),
    "behavior_therapy": any_of("CBT", "RELP", "MOTI", "MXM", "CRV"),
    "sign:naloxone": any_of("NOE"),
    "sign:aftercare": any_of("ACC"),
    "sign:peer": any_of("PEER"),
    "sign:accredited": rules.is_accredited,
}

TRAITS: dict[str, Rule] = {
    **FACTS,
    **{f"payment:{name}": rule for name, rule in PAYMENTS.items()},
    **{f"wish:{name}": rule for name, rule in PLAIN_WISHES.items()},
    **{f"wish:language:{name}": rule for name, rule in LANGUAGES.items()},
    **{f"wish:{name}@{place}": rule for name, places in PLACE_WISHES.items() for place, rule in places.items()},
}

BIT_OF: dict[str, int] = {name: bit for bit, name in enumerate([*TRAITS, *map(open_trait, OPEN_PLACES)])}
"""The last are of no code: each search sets them in its own circle, since room for one person is none for another."""


def traits_of(codes: frozenset[str], *, open_at: Collection[str] = ()) -> frozenset[str]:
    """The traits of one facility, for the readable reference and for explaining. `open_at`: where it has room."""
    has: Has = codes.__contains__
    held = {name for name, rule in TRAITS.items() if rule(has)}
    return frozenset(held | set(map(open_trait, open_at)))
