"""What is said beside a service, so that nobody takes withdrawal care for the treatment, or stops alone what can kill.

Sources: clinical evidence I1 and I2 (withdrawal care alone is not treatment, naloxone after it), I4 and R6 (alcohol and
benzodiazepines).
"""

from collections.abc import Collection
from enum import StrEnum

ALCOHOL_OR_BENZOS = frozenset({"ADTX", "BDTX", "PMAT"})
WITHDRAWAL = frozenset(
    {"DT", "RD", "HID", "OD", "ODTX", "ADTX", "BDTX", "CDTX", "MDTX", "MDET", "DB", "DM", "DLC", "LFXD", "CLND", "ULC"}
)


class Caution(StrEnum):
    NEVER_STOP_ALONE = "never_stop_alone"
    NOT_TREATMENT = "not_treatment"
    TOLERANCE_AND_NALOXONE = "tolerance_and_naloxone"


def cautions(codes: Collection[str]) -> tuple[Caution, ...]:
    """For a service that any of these codes means: danger to life first."""
    listed = set(codes)
    said = (Caution.NEVER_STOP_ALONE,) if listed & ALCOHOL_OR_BENZOS else ()
    return (*said, Caution.NOT_TREATMENT, Caution.TOLERANCE_AND_NALOXONE) if listed & WITHDRAWAL else said
