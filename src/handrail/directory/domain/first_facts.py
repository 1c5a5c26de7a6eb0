"""Of up to a hundred facts in a group, those that a person looks for first."""

from collections.abc import Sequence

from handrail.directory.domain.code_groups import CodeGroup

MOST_FIRST, LEAST_FIRST = 8, 5

# In the order they are shown. What decides whether a person can go stands before what describes the program.
MATTER_MOST: dict[CodeGroup, tuple[str, ...]] = {
    CodeGroup.PAY: ("NP", "MD", "MC", "SS", "PA", "PI", "MI", "VAF", "ITU", "SF"),
    CodeGroup.CARE: ("NOOP", "RD", "HID", "OD", "RES", "RS", "RL", "OIT", "ORT", "ODT", "OMB", "HH", "TELE", "ICO"),
    CodeGroup.MEDICINE: ("NMOA", "MU", "BU", "NU", "OTP", "MM", "BUM", "UB", "MOA", "BERI", "INPE", "RPE", "PC"),
    CodeGroup.WHO: ("DUO", "AUDO", "OUDO", "FEM", "MALE", "CHLD", "YAD", "ADLT", "SNR", "PW", "BC", "CO", "VET", "GL"),
    CodeGroup.LANGUAGES: ("SP", "AH", "NX", "F17", "F92", "F70", "F4", "F47"),
    CodeGroup.SUPPORT: ("PEER", "TA", "CCC", "HS", "ACC", "CM", "EMP", "ISC"),
}  # fmt: skip


def first_and_more(group: CodeGroup, codes: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is shown at once and what is folded away. A single fact is not worth a fold."""
    wanted = MATTER_MOST.get(group, ())
    first = [code for code in wanted if code in codes][:MOST_FIRST]
    others = [code for code in codes if code not in first]
    missing = max(0, LEAST_FIRST - len(first))
    first, others = first + others[:missing], others[missing:]
    if len(others) == 1:
        return (*first, *others), ()
    return tuple(first), tuple(others)
