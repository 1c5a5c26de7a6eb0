"""What a facility's codes say it can do for a person on opioids: the rules a clinician could dispute.

Each rule is a plain function of `has`, which answers "does the row list this code?". Given one facility, `has` returns
a bool and so does the rule; given the whole directory, `has` returns a column of bools and the rule judges every row
at once. One definition serves both, so the fast search and the readable reference cannot drift apart.
"""

from collections.abc import Callable
from typing import Any

Has = Callable[[str], Any]
Rule = Callable[[Has], Any]


def no(answer: Any) -> Any:
    """`not`, for a bool and for a column of bools alike."""
    return answer ^ True


def any_of(*codes: str) -> Rule:
    def rule(has: Has) -> Any:
        listed = has(codes[0])
        for code in codes[1:]:
            listed = listed | has(code)
        return listed

    return rule


prescribes = any_of("BU", "MU", "OTP")
"""Starts methadone or buprenorphine itself. NU (naltrexone) alone is never "medicine first" (evidence I1)."""

maintains = any_of("OTP", "MU", "MM", "BUM", "UB")
"""Keeps a person on medicine. BU without one of these may be a taper only: ranked lower, and asked about."""

gives_methadone = any_of("MU", "MM", "OTP")
gives_buprenorphine = any_of("BU", "BUM", "UB")
sees_outpatients = any_of("OP", "ORT", "OIT", "OMB", "ODT")
is_residential = any_of("RS", "RL", "HIT")
has_withdrawal_bed = any_of("HID", "RD")
admits_minors = any_of("AD", "CHLD")


def accepts(has: Has) -> Any:
    """Takes people whose medicine another place prescribes. NMOA contradicts it, and a contradiction is not a yes."""
    return has("MOA") & no(has("NMOA"))


def treats_opioid_use(has: Has) -> Any:
    """33 rows say NOOP ("does not treat opioid use") and list BU or MU: the medicine decides, and the page says ask."""
    return no(has("NOOP")) | has("BU") | has("MU")


def is_eligible(has: Has) -> Any:
    """May stand on a path at all: substance use treatment, for opioids, not only for alcohol or drink-driving."""
    return has("SA") & treats_opioid_use(has) & no(has("AUDO")) & no(has("DUO"))


def manages_withdrawal_in_bed(has: Has) -> Any:
    return has("DT") & has("ODTX") & has_withdrawal_bed(has)


def manages_withdrawal_at_home(has: Has) -> Any:
    return has("DT") & has("ODTX") & has("OD")


def admits_men(has: Has) -> Any:
    """Not closed to men by its own listing. A row that lists neither sex stays, with a question."""
    return has("MALE") | no(has("FEM"))


def admits_women(has: Has) -> Any:
    return has("FEM") | no(has("MALE"))


def is_accredited(has: Has) -> Any:
    return has("CARF") | has("JC")


def is_buprenorphine_clinic(has: Has) -> Any:
    """Starts buprenorphine without the daily visits of a methadone clinic: another way of life, so a way of its own."""
    return has("BU") & no(has("OTP"))


def treats_any_use(has: Has) -> Any:
    """Substance use treatment that is not only for alcohol, only for opioids or only for a drink-driving case."""
    return has("SA") & no(has("AUDO")) & no(has("OUDO")) & no(has("DUO"))


def treats_alcohol_use(has: Has) -> Any:
    """Alcohol may be all they treat; a row that says it does not treat alcohol (NAUT) is taken at its word."""
    return has("SA") & no(has("OUDO")) & no(has("DUO")) & no(has("NAUT"))
