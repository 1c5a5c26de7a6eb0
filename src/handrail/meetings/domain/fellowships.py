"""The fellowships whose meetings are listed, by the codes that commands and addresses use.

What each is treated like is said by name, here and elsewhere, and never as "all but these": a new one is nowhere by
accident. docs/adding-a-fellowship.md names the places.
"""

from enum import StrEnum


class Fellowship(StrEnum):
    """The value is what `--fellowship` takes and what the database keeps. Other programs rely on it."""

    NA = "NA"
    HA = "HA"
    AA = "AA"
    CA = "CA"
    MARA = "MARA"
    SMART = "SMART"
    RECOVERY_DHARMA = "RD"
    LIFERING = "LIFERING"
    WOMEN_FOR_SOBRIETY = "WFS"
    NAR_ANON = "NARANON"
    AL_ANON = "ALANON"
    OTHER = "OTHER"


TWELVE_STEP = frozenset(
    {
        Fellowship.NA,
        Fellowship.HA,
        Fellowship.AA,
        Fellowship.CA,
        Fellowship.MARA,
        Fellowship.NAR_ANON,
        Fellowship.AL_ANON,
    }
)
NOT_TWELVE_STEP = frozenset(
    {Fellowship.SMART, Fellowship.RECOVERY_DHARMA, Fellowship.LIFERING, Fellowship.WOMEN_FOR_SOBRIETY}
)
NOT_KNOWN = frozenset({Fellowship.OTHER})
"""Of a list without a fellowship nobody knows what it is about, or for whom."""

FOR_FAMILIES = frozenset({Fellowship.NAR_ANON, Fellowship.AL_ANON})
